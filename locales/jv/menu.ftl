### KONSEP, menunggu diperiksa penutur asli bahasa Jawa. Caranya: docs/how-to/review-a-translation.md.
### Mohon diperiksa di berkas ini:
### - "dereng ateges mesthi nampi bantuan": artinya harus tetap "belum berarti pasti menerima bantuan".
### - kalimat pengaman terhadap penipuan: istilah yang dibiarkan Indonesia adalah istilah yang dikenal dari berita.
### - "kula" dipakai untuk "kami"; "hubungi", "tautan", "aplikasi" dibiarkan Indonesia.
### - baris `-words`: kata yang diketik warga untuk pilihan itu. Mohon ditambah, jangan dikurangi.

opening =
    Sugeng rawuh ing layanan bantuan sosial { $operator }.
    Ing mriki Bapak/Ibu saged ndaftar bansos lan mirsani asilipun. Gratis.
    Ndaftar dereng ateges mesthi nampi bantuan.
    Kula mboten nate nyuwun OTP, PIN, kata sandi, foto wajah, utawi arta. Nomer resmi kula wonten ing { $official_page } lan ing kantor desa.

door = Menapa ingkang saged kula biyantu?
    .help = Ketik angka ing sangajengipun pilihan. Menawi bingung, ketik PETUGAS.
    .resume = Lajengaken pendaftaran
    .resume-words = lajeng, lajengaken, nglajengaken, dilajengaken, terusno, terusna, terusake, neruske, lanjut, lanjutkan, teruskan, lanjut daftar, lanjutkan pendaftaran
    .register = Ndaftar bansos
    .register-words = ndaftar, daftar, mendaftar, pendaftaran, registrasi, ndaftar anyar, badhe ndaftar, kula badhe ndaftar, kulo badhe ndaftar, arep ndaftar, pengin ndaftar, ndherek bansos, daftar bansos, daftar baru, mau daftar, saya mau daftar, ikut bansos
    .status = Cek status
    .status-words = status, cek, cek status, ngecek, priksa status, mriksa status, asil, asile, asilipun, cek asil, ningali asil, pripun asile, hasil, cek hasil, sampun dumugi pundi, wis tekan endi, sudah sampai mana, lihat hasil
    .genuine = Menapa menika resmi?
    .genuine-words = resmi, resmi nopo mboten, asli, asli nopo mboten, tenan opo ora, penipuan, penipu, tipu, ngapusi, apus apus, diapusi, ini penipuan, penipuan bukan, ini penipuan bukan, beneran, asli atau palsu, asli nopo palsu, ini asli, hoax, hoaks, cek keaslian, keaslian, apakah ini resmi
    .person = Matur dhateng petugas
    .person-words = petugas, tiyang, tanglet petugas, matur petugas, orang, admin, bicara dengan petugas
    .my_data = Data kula
    .my_data-words = data kula, data saya, priksa data, lihat data
    .appeal = Nyanggah asil
    .appeal-words = nyanggah, sanggah, sanggahan, nyanggah asil, sanggah hasil

genuine =
    Layanan menika kagunganipun { $operator }. Caranipun mesthekaken:
    - Cocogaken nomer menika kaliyan ingkang kaserat ing { $official_page } utawi ing papan kantor desa.
    - Kula mboten nate nyuwun OTP, PIN, kata sandi, foto wajah, utawi arta.
    - Kula mboten ngintun aplikasi lan mboten ngginakaken tautan sanes.
    Menawi taksih mangu-mangu, hubungi { $contact }.

    Ketik MENU kangge wangsul.

person =
    Petugas siyaga mbiyantu: { $contact }. Saged ugi rawuh ing kantor desa utawi kelurahan.
    Layanan menika gratis. Petugas mboten nate nyuwun OTP, PIN, utawi arta.

    Ketik MENU kangge wangsul.
