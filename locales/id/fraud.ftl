### LAPOR PENIPUAN: pesan, telepon, atau tautan yang mengaku dari kantor ini.

received =
    Terima kasih mau melapor. Apa yang diterima? Teruskan atau tempel pesannya di sini, atau ceritakan.
    Jangan buka tautannya. Data diri tidak perlu ditulis.
    .again = Mohon ditempel pesannya di sini, atau ceritakan. Jangan buka tautannya.
    .help = Misalnya: ada yang menelepon dan meminta sesuatu supaya bantuan cair.
    .problem-too-short = Mohon diceritakan sedikit lebih panjang.
    .line = Yang diterima: { $value }
sender =
    Dari nomor, nama akun, atau tautan apa? Kalau tidak tahu, ketik LEWATI.
    .help = Misalnya: 0812-0000-0000, atau tulisan tautan di pesan itu.
    .problem-too-short = Mohon ditulis nomornya atau tautannya. Kalau tidak tahu, ketik LEWATI.
    .line = Dari: { $value }

review =
    Ini laporan Bapak/Ibu:
    { $lines }

    Kirim laporan ini?
    .help = Ketik YA untuk mengirim, atau UBAH dan nomornya, misalnya UBAH 1.
    .right = Ya, kirim
    .change = Ubah
    .which = Yang mana yang diubah?

send =
    .waiting = Laporan Bapak/Ibu sedang kami kirim.
    .rejected = Mohon maaf, laporan itu belum bisa kami terima. Mohon ditulis sekali lagi.
    .late-accepted = Laporan penipuan dari Bapak/Ibu sudah kami terima. Terima kasih.
    .late-already = Laporan penipuan dari Bapak/Ibu sudah kami terima. Terima kasih.

thanks =
    Terima kasih, laporan Bapak/Ibu sudah kami simpan untuk petugas.
    Supaya aman: jangan buka tautannya, jangan membayar apa pun, dan jangan memberi OTP, PIN, atau kata sandi. Bantuan sosial tidak pernah memungut biaya.
    Kalau telanjur memberi sesuatu, jangan menunggu: segera hubungi bank, lalu { $contact }.

    Ketik MENU untuk pilihan lain.
