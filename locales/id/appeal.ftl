### Menyanggah hasil sendiri: alasannya, ceritanya, lalu dikirim ke petugas.

which = Dari nomor ini ada beberapa hasil. Yang mana yang disanggah?
    .help = Ketik angka di depan pilihan, atau nomor pendaftarannya.
    .problem-no-digits = Mohon ketik angka di depan pilihan, misalnya 1.
    .problem-length = Mohon ketik angka di depan pilihan, atau nomor pendaftaran 10 angka.
    .problem-none = Nomor itu belum ada hasilnya, atau bukan dari sini. Mohon dicek lagi, atau ketik angka di depan pilihan.

story =
    Sanggahan untuk pendaftaran { $number }, paling lambat { $until }. Yang disanggah di sini hasil keluarga sendiri, bukan orang lain.
    { $reason ->
        [none] Hasilnya belum layak.
       *[told] Hasilnya belum layak, dengan keterangan: { $reason }
    }

    Apa yang menurut Bapak/Ibu belum cocok? Mohon ceritakan singkat, dengan kata-kata sendiri. NIK dan nomor KK tidak perlu ditulis.
    .again = Apa yang menurut Bapak/Ibu belum cocok? Mohon ceritakan singkat, dengan kata-kata sendiri.
    .help = Misalnya: motor itu milik adik, bukan milik kami. Cukup satu atau dua kalimat.
    .problem-too-short = Mohon diceritakan sedikit lebih panjang.
    .problem-too-long = Ceritanya terlalu panjang. Mohon diringkas, paling banyak { $most } huruf.
    .line = Cerita: { $value }
ground = Yang paling dekat dengan cerita itu yang mana?
    .help = Pilih satu. Kalau tidak ada yang cocok, pilih Alasan lain.
    .line = Alasan: { $value }
    .wrong = Data keluarga keliru
    .wrong-words = keliru, salah, data salah, datanya salah, data keliru, datanya keliru, data tidak benar
    .wrong-about = data salah, salah data, keliru, data keliru
    .changed = Keadaan berubah
    .changed-words = berubah, keadaan berubah, keadaannya berubah, sudah berubah, keadaan sekarang berbeda
    .changed-about = berubah, phk, sakit, meninggal, cerai, bangkrut, menganggur, tidak bekerja
    .not_ours = Harta milik orang lain
    .not_ours-words = harta orang lain, bukan milik kami, bukan milik saya, bukan punya saya, punya orang lain, milik orang lain
    .not_ours-about = bukan milik, bukan punya, atas nama, motor, mobil, sawah, tanah, listrik
    .other = Alasan lain
    .other-words = lain, lain2, lain lain, lainnya, tidak ada, yang lain, alasan lain

review =
    Sanggahan untuk pendaftaran { $number }:
    { $lines }

    Kirim sanggahan ini? Sanggahan hanya bisa dikirim satu kali.
    .help = Ketik YA untuk mengirim, atau UBAH dan nomornya, misalnya UBAH 2.
    .right = Ya, kirim
    .change = Ubah
    .which = Yang mana yang diubah?

send =
    .waiting = Sanggahan Bapak/Ibu sedang kami kirim.
    .rejected = Mohon maaf, sanggahan itu belum bisa kami terima. Mohon ditulis sekali lagi.
    .late-accepted = Sanggahan untuk pendaftaran { $number } sudah kami terima. Petugas akan memeriksanya.
    .late-already = Pendaftaran { $number } sudah tidak bisa disanggah di sini. Untuk melihat keadaannya, ketik STATUS.

taken =
    Sanggahan untuk pendaftaran { $number } sudah kami terima. Petugas akan memeriksanya.
    Tidak perlu mengirim lagi. Hasilnya kami kabarkan di sini, dan bisa ditanyakan dengan STATUS. Sanggahan belum berarti hasilnya berubah.

    Ketik MENU untuk pilihan lain.
not_now =
    Pendaftaran { $number } sudah tidak bisa disanggah di sini. Untuk melihat keadaannya, ketik STATUS.
    Kalau masih ada yang ingin disampaikan, hubungi { $contact }.

    Ketik MENU untuk pilihan lain.
saved = Sanggahan untuk pendaftaran { $number } sudah kami simpan dan segera kami kirim. Tidak perlu mengirim ulang.
waiting =
    Sanggahan untuk pendaftaran { $number } sudah kami terima dan sedang diperiksa. Mohon ditunggu, hasilnya kami kabarkan di sini.

    Ketik MENU untuk pilihan lain.
closed =
    Hasil pendaftaran { $number } sudah tidak bisa disanggah di sini: sudah pernah disanggah, atau waktunya sudah lewat.
    Kalau masih keberatan, datang ke kantor desa, atau hubungi { $contact }.

    Ketik MENU untuk pilihan lain.
nothing =
    Dari nomor ini belum ada hasil yang bisa disanggah. Untuk melihat sampai mana, ketik STATUS.
    Kalau didaftarkan agen, sanggahan bisa lewat agen itu atau kantor desa. Agen: ketik AGEN dulu, lalu SANGGAH.

    Ketik MENU untuk pilihan lain.
unavailable =
    Mohon maaf, data belum bisa dibuka saat ini. Silakan coba lagi sebentar lagi: ketik SANGGAH.

    Ketik MENU untuk pilihan lain.
