### Mengganti kunci agen. Membuat yang baru sama dengan saat pertama kali.

old_pin = Kunci agen mau diganti. Mohon ketik dulu kunci yang sekarang, 6 angka. Sesudah itu hapus pesannya dari HP.
    .help = Ini 6 angka yang biasa diminta di sini. Kalau lupa, minta kode baru ke kantor. Kalau tidak jadi, ketik MENU.
    .problem-not-six = Kunci agen terdiri dari 6 angka. Mohon ketik angkanya saja.
    .problem-wrong = Kunci itu belum cocok. Masih bisa dicoba { $left } kali lagi.

done =
    Kunci agen sudah diganti. Mulai sekarang pakai kunci yang baru, juga di aplikasi lain.

    Ketik MENU untuk menu agen.
