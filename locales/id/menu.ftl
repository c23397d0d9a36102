### Pintu depan: siapa kami, dan apa yang bisa dilakukan di sini.

opening =
    Selamat datang di layanan bantuan sosial { $operator }.
    Di sini Bapak/Ibu bisa mendaftar bansos dan menanyakan hasilnya. Gratis.
    Mendaftar belum berarti pasti menerima bantuan.
    Kami tidak pernah meminta OTP, PIN, kata sandi, foto wajah, atau uang. Nomor resmi kami ada di { $official_page } dan di kantor desa.

door = Apa yang bisa kami bantu?
    .help = Ketik angka di depan pilihan. Kalau bingung, ketik PETUGAS.
    .resume = Lanjutkan pendaftaran
    .resume-words = lanjut, lanjutkan, teruskan, lanjut daftar
    .register = Daftar bansos
    .register-words = daftar, mendaftar, pendaftaran, registrasi, ndaftar, daftar baru, mau daftar, saya mau daftar, ikut bansos
    .status = Cek status
    .status-words = status, cek, cek status, hasil, cek hasil, sudah sampai mana, lihat hasil
    .fix = Perbaiki data
    .fix-words = perbaiki, perbaikan, memperbaiki, betulkan, perbaiki data saya
    .genuine = Apakah ini resmi?
    .genuine-words = cek keaslian, resmi, asli, penipuan, penipu, tipu, ini penipuan, penipuan bukan, ini penipuan bukan, beneran, asli atau palsu, ini asli, hoax, hoaks, keaslian
    .person = Bicara dengan petugas
    .person-words = petugas, orang, admin
    .my_data = Data saya
    .my_data-words = data saya, lihat data, lihat data saya, hak saya, data pribadi

genuine =
    Layanan ini milik { $operator }. Begini memastikannya:
    - Cocokkan nomor ini dengan yang tertulis di { $official_page } atau di papan kantor desa.
    - Kami tidak pernah meminta OTP, PIN, kata sandi, foto wajah, atau uang.
    - Kami tidak mengirim aplikasi dan tidak memakai tautan lain.
    - Pesan lain yang meragukan boleh diteruskan ke sini untuk diperiksa. Untuk melapor, ketik LAPOR PENIPUAN.
    Ragu? Hubungi { $contact }.

    Ketik MENU untuk kembali.

person =
    Petugas siap membantu: { $contact }. Bisa juga datang ke kantor desa atau kelurahan.
    Layanan ini gratis. Petugas tidak pernah meminta OTP, PIN, atau uang.

    Ketik MENU untuk kembali.
