### Warga memastikan pendaftaran yang dibuat agen: BENAR atau BUKAN SAYA, dengan kodenya.

code = Kode pada pesan itu belum cocok. Mohon ketik kodenya sekali lagi, misalnya K7MX-9QPT-3V.
    .again = Mohon ketik kodenya, misalnya K7MX-9QPT-3V.
    .help = Kode ini dari agen yang mendaftarkan Bapak/Ibu: sepuluh huruf dan angka.
    .problem-no-code = Mohon ketik kodenya saja, sepuluh huruf dan angka, misalnya K7MX-9QPT-3V.
    .problem-slip = Ada huruf atau angka yang belum cocok pada kode itu. Mohon dilihat lagi, lalu ketik semuanya.
    .problem-unknown = Kode itu belum kami kenal. Mohon dicocokkan lagi dengan yang diberikan agen.

notices =
    Terima kasih, Bapak/Ibu. Pendaftaran { $number } sudah dipastikan benar. Mulai sekarang kabarnya kami kirim ke sini.
    Layanan ini gratis. Kami tidak pernah meminta OTP, PIN, atau uang.

    Bolehkah kabar pencairan bantuan juga kami kirim ke nomor ini? Bisa dihentikan kapan saja dengan mengetik BERHENTI.
    .again = Bolehkah kabar pencairan bantuan kami kirim ke nomor ini?
    .help = Ini hanya soal kabar pencairan. Boleh atau tidak, pendaftaran tetap jalan.
    .wanted = Ya, boleh
    .unwanted = Tidak usah

confirmed =
    { $notices ->
        [wanted] Baik, kabar pencairan kami kirim ke nomor ini. Untuk berhenti, ketik BERHENTI.
       *[unwanted] Baik, kabar pencairan tidak kami kirim ke nomor ini.
    }

    Ketik MENU untuk pilihan lain.
elsewhere =
    Terima kasih sudah memberi tahu. Pendaftaran itu sudah dipastikan benar dari HP lain. Kabarnya tetap kami kirim ke HP itu, tidak ke sini.
    Kalau HP itu bukan milik keluarga Bapak/Ibu, hubungi { $contact }.

    Ketik MENU untuk pilihan lain.
denied =
    { $said ->
        [right] Terima kasih sudah memberi tahu. Untuk pendaftaran itu sudah ada jawaban BUKAN SAYA, jadi petugas akan memeriksanya. Bapak/Ibu tidak perlu melakukan apa-apa.
       *[not_us] Terima kasih sudah memberi tahu. Pendaftaran itu kami tandai, dan petugas akan memeriksanya. Bapak/Ibu tidak perlu melakukan apa-apa.
    }
    Kalau ada pertanyaan, hubungi { $contact }.

    Ketik MENU untuk pilihan lain.
agents_own =
    Kode ini dipastikan oleh warga sendiri, dari HP warga atau keluarganya. Mohon minta warga mengirimnya dari sana.

    Ketik MENU untuk kembali.
too_many =
    Sudah sepuluh kode yang belum cocok hari ini. Mohon dicoba lagi besok, atau hubungi { $contact }.

    Ketik MENU untuk pilihan lain.
away =
    Mohon maaf, jawaban Bapak/Ibu belum bisa kami catat sekarang. Mohon dikirim lagi beberapa menit lagi.

    Ketik MENU untuk pilihan lain.
