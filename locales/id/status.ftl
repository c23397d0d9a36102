### Menanyakan hasil pendaftaran.

own_list =
    Pendaftaran dari nomor ini:
    { $items }

    Ada lagi yang ingin ditanyakan?
    .items-item = { $number } ({ $name }): { $status ->
        [sent] sudah kami terima, menunggu diperiksa desa
        [checked] sudah diperiksa desa
        [needs_fixing] perlu diperbaiki, petugas akan menghubungi
        [forwarded] sudah diteruskan ke pusat
        [eligible] hasilnya: layak
        [not_eligible] hasilnya: belum layak. Kalau keberatan, ketik SANGGAH
        [appealed] sanggahan sedang diperiksa
        [done] selesai
        [withdrawn] sudah dicabut
       *[other] sedang diproses
    }
    .help = Ketik angka pilihannya. Misalnya, ketik 1.
    .another = Cek nomor lain
    .another-words = lain, nomor lain, ada, ada lagi, iya
    .enough = Tidak, cukup
    .enough-words = cukup, tidak, sudah, selesai, gak ada

number = Berapa nomor pendaftarannya? Terdiri dari 10 angka, misalnya 4821-557-306.
    .help = Nomor pendaftaran kami kirim setelah pendaftaran selesai. Kalau didaftarkan petugas, nomornya ada pada petugas itu.
    .problem-no-digits = Mohon ketik nomor pendaftarannya, 10 angka. Kalau hilang, ketik PETUGAS.
    .problem-length = Nomor pendaftaran terdiri dari 10 angka. Yang kami terima { $digits } angka.

nik = Berapa NIK yang didaftarkan? Terdiri dari 16 angka, ada di KTP atau KK.
    .help = NIK kami perlukan supaya hasil ini tidak dibuka orang lain.
    .problem-no-digits = Mohon ketik NIK-nya, 16 angka. Misalnya seperti di KTP baris paling atas.
    .problem-too-short = Yang kami terima { $digits } angka, sedangkan NIK 16 angka. Mohon dilihat lagi, lalu ketik semuanya.
    .problem-too-long = Yang kami terima { $digits } angka, sedangkan NIK 16 angka. Mohon dilihat lagi, lalu ketik semuanya.
    .problem-made-up = Angka itu sepertinya contoh saja. Mohon ketik NIK yang ada di KTP.
    .problem-province-unknown = NIK selalu diawali kode daerah. Kode { $province } tidak ada. Mohon dicocokkan lagi dengan KTP.
    .problem-looks-like-kk = Itu nomor KK. Yang ditanyakan NIK, ada di KTP atau di samping nama pada KK.
    .problem-day = Angka ke-7 dan 8 pada NIK adalah tanggal lahir, dan itu belum cocok. Mohon dicocokkan lagi dengan KTP.
    .problem-month = Angka ke-9 dan 10 pada NIK adalah bulan lahir, dan itu belum cocok. Mohon dicocokkan lagi dengan KTP.
    .problem-date = Angka ke-7 sampai 12 pada NIK adalah tanggal lahir, dan itu belum cocok. Mohon dicocokkan lagi dengan KTP.
    .problem-serial = Empat angka terakhir NIK tidak pernah 0000. Mohon dicocokkan lagi dengan KTP.

answer =
    Pendaftaran nomor { $number }: { $status ->
        [sent] sudah kami terima dan menunggu diperiksa desa.
        [checked] sudah diperiksa desa.
        [needs_fixing] ada yang perlu diperbaiki. Petugas akan menghubungi.
        [forwarded] sudah diteruskan ke pusat.
        [eligible] hasilnya layak. Ini belum berarti sudah dibayarkan.
        [not_eligible] hasilnya belum layak. Kalau menurut Bapak/Ibu itu keliru, ketik SANGGAH, atau datang ke kantor desa.
        [appealed] sanggahan sedang diperiksa.
        [done] sudah selesai.
        [withdrawn] sudah dicabut.
       *[other] sedang diproses.
    }
    Terakhir berubah { $since }.

    Ketik MENU untuk pilihan lain.
no_match =
    Nomor dan NIK itu tidak cocok. Mohon periksa keduanya, lalu coba lagi.
    Kalau nomornya hilang, hubungi { $contact }.

    Ketik MENU untuk pilihan lain.
too_many =
    Demi keamanan, pengecekan kami tutup dulu sampai besok.
    Kalau perlu sekarang, hubungi { $contact }.

    Ketik MENU untuk pilihan lain.
unavailable =
    Mohon maaf, data belum bisa dibuka saat ini. Silakan coba lagi sebentar lagi.

    Ketik MENU untuk pilihan lain.
done = Baik, terima kasih. Ketik MENU kapan saja.
