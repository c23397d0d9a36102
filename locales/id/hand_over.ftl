### Menitipkan isian yang belum selesai kepada warga sendiri atau agen lain.

sure =
    { $name ->
        [unknown] Isian ini
       *[other] Isian { $name }
    } dilanjutkan orang lain, di HP-nya? Kami beri satu kode untuk penerimanya.
    Sesudah itu isiannya tidak ada lagi di HP ini.
    .help = Penerima bisa warga itu sendiri atau agen lain. Kode hanya bisa dipakai satu kali.
    .give = Ya, titipkan
    .give-words = ya, iya, titip, titipkan, boleh
    .keep = Tidak, lanjutkan
    .keep-words = tidak, lanjut, lanjutkan, jangan
given =
    Isiannya sudah kami simpan. Minta penerimanya mengirim ke layanan ini:
    AMBIL { $code }

    Berlaku { $days } hari, satu kali saja. Kami kabari kalau sudah diambil.
    Kalau tidak jadi, ketik AMBIL di HP ini.
nothing =
    Tidak ada isian yang belum selesai di HP ini.

    Ketik MENU untuk pilihan lain.
away =
    Mohon maaf, isian belum bisa dititipkan sekarang. Isiannya tetap tersimpan di HP ini. Mohon ketik TITIP lagi beberapa menit lagi.

    Untuk melanjutkannya sendiri, ketik MENU.
