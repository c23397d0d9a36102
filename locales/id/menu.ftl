### Pintu depan: siapa kami, dan apa yang bisa dilakukan di sini.

opening =
    Selamat datang di layanan bantuan sosial { $operator }.
    Di sini Bapak/Ibu bisa mendaftar bansos dan menanyakan hasilnya. Gratis.
    Mendaftar belum berarti pasti menerima bantuan.
    Kami tidak pernah meminta OTP, PIN, kata sandi, foto wajah, atau uang. Nomor resmi kami ada di { $official_page } dan di kantor desa.

door = Apa yang bisa kami bantu?
    .help = Ketik angka di depan pilihan, atau katanya. Misalnya DAFTAR untuk mendaftar, STATUS untuk melihat hasil. Kalau bingung, ketik PETUGAS.
    .resume = Lanjutkan pendaftaran
    .resume-words = lanjut, lanjutkan, teruskan, lanjut daftar
    .resume-about = lanjut, lanjut daftar, yang tadi, tadi, kemarin belum selesai
    .register = Daftar bansos
    .register-words = daftar, mendaftar, pendaftaran, registrasi, ndaftar, daftar baru, mau daftar, saya mau daftar, ikut bansos
    .register-about = daftar, kapan daftar, daftar data, ikut bansos, ikut bantuan, ikut program, usul, usulkan, diusulkan, mengajukan, ajukan, pengajuan, syarat, persyaratan
    .register-hints = tanya, info, informasi, bansos, bantuan, bantuan sosial, sembako, beras, pkh, bpnt, blt, bst, kks, miskin, orang miskin, tidak mampu, kurang mampu, tidak dapat
    .status = Cek status
    .status-words = status, cek, cek status, hasil, cek hasil, sudah sampai mana, lihat hasil
    .status-about = status, cek, cek bansos, hasil, asil, cair, belum cair, belum turun, belum keluar, pencairan, dicairkan, turun, lolos, kapan, sudah daftar, sudah terdaftar, metu, medal, belum metu, belum medal, terdaftar, sampai mana, sudah sampai, sudah sampai mana, sampai mana daftar, sudah sampai mana daftar, daftar penerima, nama ada, dicabut, dicoret, diblokir, tidak lolos, dibayar, keluar, sudah masuk, belum masuk, disetujui, tidak cair, tidak turun, tidak keluar, kelanjutan, perkembangan, nomor daftar, no daftar
    .status-hints = belum dapat, belum oleh, belum pernah dapat, sudah dapat, tidak dapat, belum terima, sudah terima, tidak terima, penerima, nomor, tanya, info, informasi, kabar
    .fix = Perbaiki data
    .fix-words = perbaiki, perbaikan, memperbaiki, betulkan, perbaiki data saya
    .fix-about = betulkan, ubah, betulkan data, ubah data, salah data, data salah
    .genuine = Apakah ini resmi?
    .genuine-words = cek keaslian, resmi, asli, penipuan, penipu, tipu, ini penipuan, penipuan bukan, ini penipuan bukan, beneran, asli atau palsu, ini asli, hoax, hoaks, keaslian
    .genuine-about = bayar, biaya, gratis, dipungut, pungli, resmi, asli, palsu, penipuan, penipu, tipu, nipu, tipuan, ditipu, menipu, tipu tipu, modus, bohong, hoax, hoaks, keaslian, cek keaslian, beneran, benar tidak, benar bukan, benar apa tidak, ngapusi, apus, diapusi, percaya, tidak percaya, tidak resmi, tidak asli, tidak benar, tidak bohong, lapor penipuan
    .genuine-hints = siapa, dari siapa, dari mana, dinas, dari dinas
    .person = Bicara dengan petugas
    .person-words = petugas, orang, admin
    .person-about = petugas, admin, operator, manusia, bicara, ngomong, ngobrol, telepon, telpon, telp, hubungi, sama orang, dengan orang, orang asli, orangnya langsung, komplain, protes, mengadu, ngadu, pengaduan
    .person-hints = kantor, tidak bisa, tidak bisa daftar, lapor, laporkan, melaporkan, hilang, sulit, susah
    .my_data = Data saya
    .my_data-words = data saya, lihat data, lihat data saya, hak saya, data pribadi
    .my_data-about = data, betulkan, betulkan data, ubah, ubah data, salah data, data salah, pindah, hapus, hapus data, cabut, nik salah, kk salah, nama salah, alamat salah, salah nik, salah kk, salah nama, salah alamat
    .appeal = Sanggah hasil
    .appeal-words = sanggah, sanggahan, menyanggah, sanggah hasil, keberatan, banding
    .appeal-about = sanggah, sanggahan, menyanggah, keberatan, banding, protes hasil, tidak setuju hasil, tidak terima hasil, belum layak, tidak layak

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
