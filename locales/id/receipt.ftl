### Sudah terima? Ditanyakan sekali sesudah hari pembayaran.

came = Apakah bantuan { $about } sudah diterima?
    .help = Pilih 1 kalau semuanya sudah diterima. Jawaban ini hanya dilihat petugas.
    .yes = Sudah
    .yes-words = sudah, sudah terima, sudah diterima, sampun, wis, udah, lengkap
    .short = Tidak lengkap
    .short-words = kurang, tidak lengkap, belum lengkap, sebagian, terima kurang, diterima sebagian
    .no = Belum
    .no-words = belum, belum terima, belum diterima, durung, dereng, tidak
amount = Berapa yang diterima? Misalnya 400 ribu. Kalau tidak ingin menjawab, ketik LEWATI.
    .help = Tulis angkanya saja, misalnya 400.000.
    .problem-no-amount = Mohon ditulis jumlahnya, misalnya 400 ribu.
    .problem-varies = Mohon ditulis satu jumlah, misalnya 400 ribu.
    .problem-unit-missing = Mohon ditulis lengkap, misalnya 400 ribu atau 400.000.
    .problem-per-day = Mohon ditulis jumlah yang diterima kali ini saja, misalnya 400 ribu.
    .problem-per-week = Mohon ditulis jumlah yang diterima kali ini saja, misalnya 400 ribu.
    .problem-too-much = Jumlah itu besar sekali. Mohon dilihat lagi, misalnya 400.000.
place = Di mana Bapak/Ibu mengambil atau menunggunya? Misalnya kantor pos Rogojampi. Kalau tidak ingin menjawab, ketik LEWATI.
    .help = Tulis nama tempatnya saja.
    .problem-unclear = Mohon ditulis nama tempatnya, misalnya balai desa.

thanks =
    Terima kasih sudah memberi tahu. Semoga bermanfaat.

    Ketik MENU untuk pilihan lain.
opened =
    Terima kasih sudah memberi tahu. Petugas akan memeriksanya, lalu mengabari Bapak/Ibu di sini.
    Kalau nanti sudah diterima, ketik SUDAH TERIMA. Mengurus ini tidak dipungut biaya.

    Ketik MENU untuk pilihan lain.
unchanged =
    Jawaban itu sudah kami catat sebelumnya. Tidak perlu dikirim lagi.

    Ketik MENU untuk pilihan lain.
nothing =
    Saat ini tidak ada pembayaran yang kami tanyakan ke nomor ini. Kalau ada yang belum diterima, mohon tanyakan ke { $contact }.

    Ketik MENU untuk pilihan lain.
away =
    Mohon maaf, jawaban Bapak/Ibu belum bisa kami catat sekarang. Mohon dikirim lagi beberapa menit lagi.

    Ketik MENU untuk pilihan lain.
