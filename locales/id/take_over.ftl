### Melanjutkan isian yang dititipkan orang lain, atau mengambil kembali titipan sendiri.

code = Kode pada pesan itu belum cocok. Mohon ketik kodenya sekali lagi, misalnya K7MX-9QPT-3V.
    .again = Mohon ketik kodenya, misalnya K7MX-9QPT-3V.
    .help = Kode ini dari orang yang menitipkan isiannya: sepuluh huruf dan angka.
    .problem-no-code = Mohon ketik kodenya saja, sepuluh huruf dan angka, misalnya K7MX-9QPT-3V.
    .problem-slip = Ada huruf atau angka yang belum cocok pada kode itu. Mohon dilihat lagi, lalu ketik semuanya.
    .problem-unknown = Kode itu belum kami kenal. Mohon dicocokkan lagi dengan yang menitipkan.
begin =
    Isian yang dititipkan:
    { $known }

    Mau dilanjutkan sekarang?
    .known-item = { $what ->
        [name] Nama: { $value }
        [nik] NIK: { $value }
        [desa] Tempat: { $value }
       *[told] Sudah terjawab: { $value }
    }
    .help = Pilih Lanjutkan untuk menjawab pertanyaan berikutnya. Jawaban yang sudah ada tetap tersimpan.
    .now = Lanjutkan
    .now-words = ya, iya, lanjut, lanjutkan, sekarang, boleh
    .later = Nanti saja
    .later-words = nanti, belum, tidak
later =
    Baik, isiannya tersimpan di HP ini.

    Untuk melanjutkannya, ketik MENU, lalu pilih Lanjutkan.
busy =
    Di HP ini masih ada isian lain yang belum selesai, jadi titipannya belum kami ambil. Kodenya tetap berlaku.

    Selesaikan dulu lewat MENU, atau titipkan dengan mengetik TITIP. Sesudah itu kirim AMBIL dan kodenya lagi.
none =
    Tidak ada titipan dari HP ini yang bisa diambil kembali. Kalau menerima kode, ketik AMBIL dan kodenya.

    Ketik MENU untuk pilihan lain.
used =
    Titipan dengan kode itu sudah diambil. Satu kode hanya untuk satu kali.

    Ketik MENU untuk pilihan lain.
expired =
    Kode itu sudah lewat waktunya. Yang menitipkan masih bisa mengambilnya kembali dengan mengetik AMBIL, lalu menitipkannya lagi.

    Ketik MENU untuk pilihan lain.
too_many =
    Sudah sepuluh kode yang belum cocok hari ini. Mohon dicoba lagi besok, atau hubungi { $contact }.

    Ketik MENU untuk pilihan lain.
away =
    Mohon maaf, titipan belum bisa diambil sekarang. Kodenya tetap berlaku. Mohon dikirim lagi beberapa menit lagi.

    Ketik MENU untuk pilihan lain.
