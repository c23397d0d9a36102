### Daftar kerja agen: berapa yang dikerjakan hari ini, dan apa yang menunggu.

errand =
    Daftar kerja. Hari ini { $today } keluarga terdaftar.
    { $some ->
        [yes] Yang menunggu:
       *[no] Tidak ada yang menunggu sekarang.
    }
    { $waiting }
    .waiting-item = { $errand ->
        [resume] - Isian yang belum selesai di HP ini: { $count }
        [fix] - Perlu diperbaiki: { $count }
        [bring] - Hasil untuk disampaikan kepada warga tanpa HP: { $count }
        [undelivered] - Kabar yang belum sampai di wilayah Bapak/Ibu: { $count }
       *[confirm] - Menunggu warga memastikan: { $count }
    }
    .help = Ketik angka pilihannya untuk melihat keluarganya. Nama disamarkan.
    .resume = Lanjutkan isian
    .resume-words = lanjut, lanjutkan, teruskan
    .fix = Perlu diperbaiki
    .fix-words = perbaiki, perbaikan
    .bring = Sampaikan hasil
    .bring-words = hasil, sampaikan
    .undelivered = Kabar belum sampai
    .undelivered-words = kabar
    .confirm = Menunggu warga
    .confirm-words = menunggu, memastikan
    .menu = Menu agen
    .menu-words = kembali ke menu agen

family =
    { $errand ->
        [fix] Keluarga yang datanya perlu diperbaiki.
        [bring] Keluarga tanpa HP yang menunggu kabar.
        [undelivered] Keluarga yang kabarnya belum sampai ke HP-nya.
       *[confirm] Keluarga yang belum memastikan pendaftarannya.
    } Yang paling lama menunggu ada di atas.
    Mau membuka yang mana?
    .help = Ketik angka di depan nama. Untuk halaman berikutnya, ketik LAGI.
    .more = LAGI
    .more-words = lagi, berikutnya, halaman berikutnya, selanjutnya

told =
    { $registered ->
        [yes] { $name }, nomor { $number }. { $place }
       *[no] { $name }, belum terdaftar di layanan ini.
    }
    Mohon sampaikan kepada keluarga ini: { $what ->
        [payments] ada pembayaran bantuan.{ $bring ->
                [none] { "" }
               *[some] { " " }Yang dibawa: { $bring }.
            }{ $others ->
                [none] { "" }
               *[some] { " " }Ada { $others } lagi untuk HP yang sama. Daftarnya bisa ditanyakan kepada petugas.
            }
            { $payments }
        [sent] pendaftarannya sudah kami terima. Nomornya { $number }.
        [needs_fixing] ada data yang perlu diperbaiki. Mohon mengetik STATUS ke layanan ini, atau datang ke kantor desa.
        [checked] pendaftarannya sudah diperiksa petugas.
        [forwarded] pendaftarannya sudah diteruskan ke pusat. Ini belum berarti pasti menerima bantuan.
        [eligible] hasilnya layak. Ini belum berarti sudah dibayarkan.
        [not_eligible] hasilnya belum layak. Keluarga boleh menyanggah lewat kantor desa.
        [done] pendaftarannya sudah selesai.
        [withdrawn] pendaftarannya sudah dicabut dan tidak diproses lagi.
       *[other] keadaannya berubah.
    }
    .payments-item = - { $name }: { $programme } tahap { $stage }, { $amount }, di { $place }, { $day }
    .help = Pilih Sudah disampaikan sesudah keluarga itu mendengarnya. Kalau belum, pilih Nanti saja.
    .done = Sudah disampaikan
    .done-words = sudah, selesai, ya
    .later = Nanti saja
    .later-words = nanti, belum

noted =
    Terima kasih, sudah kami catat.

    Untuk melihat yang lain, ketik DAFTAR KERJA.
later =
    Baik, keluarga ini tetap ada di daftar.

    Untuk melihat yang lain, ketik DAFTAR KERJA.
confirm =
    { $name }, nomor { $number }. { $place }
    Minta keluarga ini mengirim dari HP-nya ke layanan ini: BENAR { $code }. Kalau merasa belum mendaftar: BUKAN SAYA { $code }.

    Untuk melihat yang lain, ketik DAFTAR KERJA.
nobody =
    Sudah tidak ada keluarga yang menunggu di sini.

    Untuk melihat yang lain, ketik DAFTAR KERJA.
away =
    Mohon maaf, daftar kerja belum bisa dibuka sekarang. Mohon ketik DAFTAR KERJA lagi beberapa menit lagi.

    Ketik MENU untuk pilihan lain.
