### Memperbaiki isian yang ditandai petugas. Pertanyaannya sama dengan pertanyaan pendaftaran.

begin = Mau diperbaiki sekarang? Hanya isian itu yang kami tanyakan.
    .help = Ketik 1 untuk memperbaiki sekarang. Kalau belum sempat, ketik 2.
    .now = Perbaiki sekarang
    .now-words = perbaiki, perbaikan, sekarang, ya, iya, boleh, baik, siap, oke, ok, mau
    .later = Nanti saja
    .later-words = nanti, besok, belum sempat, tidak, jangan dulu, belum
send =
    .waiting = Perbaikannya sedang kami kirim.
    .rejected = Ada yang belum cocok, mohon dilihat sekali lagi. Jawaban yang lain tetap tersimpan.
    .late-accepted = Perbaikan pendaftaran { $number } sudah tercatat. Petugas akan memeriksanya lagi.
    .late-already = Pendaftaran { $number } sudah diproses petugas, jadi tidak perlu diperbaiki lagi.
done =
    Terima kasih, perbaikan pendaftaran { $number } sudah kami terima.
    Petugas akan memeriksanya lagi. Kabarnya kami kirim di sini.

    { $role ->
        [agent] Untuk yang lain, ketik DAFTAR KERJA.
       *[resident] Untuk menanyakan hasilnya, ketik STATUS.
    }
saved = Terima kasih, perbaikan pendaftaran { $number } sudah kami simpan. Tidak perlu mengirim ulang.
not_needed =
    Terima kasih. Pendaftaran { $number } sudah diproses petugas, jadi tidak perlu diperbaiki lagi.

    { $role ->
        [agent] Untuk yang lain, ketik DAFTAR KERJA.
       *[resident] Untuk menanyakan hasilnya, ketik STATUS.
    }
nothing =
    Tidak ada yang perlu diperbaiki sekarang.

    Ketik MENU untuk pilihan lain.
unavailable =
    Mohon maaf, data belum bisa dibuka saat ini. Silakan coba lagi sebentar lagi: ketik PERBAIKI.
