### KONSEP, menunggu diperiksa penutur asli bahasa Jawa. Caranya: docs/how-to/review-a-translation.md.
### Mohon diperiksa di berkas ini:
### - istilah hukum yang sengaja tidak diterjemahkan: layak, sanggahan, menyanggah, dicabut, pusat.
### - keadaan pendaftaran (`$status`): tiap baris harus berarti sama dengan baris Indonesianya, tidak menjanjikan apa-apa.
### - "kula" dipakai untuk "kami".

own_list =
    Pendaftaran saking nomer menika:
    { $items }

    Menapa wonten malih ingkang badhe dipuntangletaken?
    .items-item = { $number } ({ $name }): { $status ->
        [sent] sampun kula tampi, ngentosi dipunpriksa desa
        [checked] sampun dipunpriksa desa
        [needs_fixing] perlu dipundandosi, petugas badhe ngubungi
        [forwarded] sampun dipunterasaken dhateng pusat
        [eligible] asilipun: layak
        [not_eligible] asilipun: dereng layak
        [appealed] sanggahan saweg dipunpriksa
        [done] rampung
        [withdrawn] sampun dicabut
       *[other] saweg dipunproses
    }
    .help = Ketik angka pilihanipun. Tuladhanipun, ketik 1.
    .another = Cek nomer sanes
    .another-words = sanes, nomer sanes, wonten, wonten malih, inggih, nggih, lain, nomor lain, cek nomor lain, ada, iya
    .enough = Mboten, cekap
    .enough-words = cekap, mboten, sampun, sampun cekap, rampung, mboten wonten, cukup, tidak, tidak cukup, sudah, wis, selesai, gak ada

number = Pinten nomer pendaftaranipun? Wonten 10 angka, tuladhanipun 4821-557-306.
    .help = Nomer pendaftaran kula kintun sasampunipun pendaftaran rampung. Menawi dipundaftaraken petugas, nomeripun wonten ing petugas menika.
    .problem-no-digits = Mangga ketik nomer pendaftaranipun, 10 angka. Menawi ical, ketik PETUGAS.
    .problem-length = Nomer pendaftaran wonten 10 angka. Ingkang kula tampi { $digits } angka.

nik = Pinten NIK ingkang dipundaftaraken? Wonten 16 angka, ing KTP utawi KK.
    .help = NIK kula betahaken supados asil menika mboten dipunbikak tiyang sanes.
    .problem-no-digits = Mangga ketik NIK-ipun, 16 angka. Wonten ing KTP, baris paling nginggil.
    .problem-too-short = Ingkang kula tampi { $digits } angka, kamangka NIK 16 angka. Mangga dipunpirsani malih, lajeng dipunketik sedaya.
    .problem-too-long = Ingkang kula tampi { $digits } angka, kamangka NIK 16 angka. Mangga dipunpirsani malih, lajeng dipunketik sedaya.
    .problem-made-up = Angka menika kadosipun namung tuladha. Mangga ketik NIK ingkang wonten ing KTP.
    .problem-province-unknown = NIK tansah dipunwiwiti kode daerah. Kode { $province } mboten wonten. Mangga dipuncocogaken malih kaliyan KTP.
    .problem-looks-like-kk = Menika nomer KK. Ingkang dipunsuwun NIK, wonten ing KTP utawi ing sisihipun asma wonten KK.
    .problem-day = Angka ke-7 lan 8 ing NIK menika tanggal lair, lan dereng cocog. Mangga dipuncocogaken malih kaliyan KTP.
    .problem-month = Angka ke-9 lan 10 ing NIK menika wulan lair, lan dereng cocog. Mangga dipuncocogaken malih kaliyan KTP.
    .problem-date = Angka ke-7 dumugi 12 ing NIK menika tanggal lair, lan dereng cocog. Mangga dipuncocogaken malih kaliyan KTP.
    .problem-serial = Sekawan angka pungkasan NIK mboten nate 0000. Mangga dipuncocogaken malih kaliyan KTP.

answer =
    Pendaftaran nomer { $number }: { $status ->
        [sent] sampun kula tampi lan ngentosi dipunpriksa desa.
        [checked] sampun dipunpriksa desa.
        [needs_fixing] wonten ingkang perlu dipundandosi. Petugas badhe ngubungi.
        [forwarded] sampun dipunterasaken dhateng pusat.
        [eligible] asilipun layak. Menika dereng ateges sampun dipunbayar.
        [not_eligible] asilipun dereng layak. Bapak/Ibu kepareng menyanggah lumantar kantor desa.
        [appealed] sanggahan saweg dipunpriksa.
        [done] sampun rampung.
        [withdrawn] sampun dicabut.
       *[other] saweg dipunproses.
    }
    Pungkasan ewah { $since }.

    Ketik MENU kangge pilihan sanesipun.
no_match =
    Nomer lan NIK menika mboten cocog. Mangga dipunpriksa kekalihipun, lajeng dipuncobi malih.
    Menawi nomeripun ical, hubungi { $contact }.

    Ketik MENU kangge pilihan sanesipun.
too_many =
    Kangge njagi keamanan, pengecekan kula tutup rumiyin ngantos mbenjing-enjing.
    Menawi perlu sapunika, hubungi { $contact }.

    Ketik MENU kangge pilihan sanesipun.
unavailable =
    Nyuwun pangapunten, data dereng saged dipunbikak sapunika. Mangga dipuncobi malih sekedhap malih.

    Ketik MENU kangge pilihan sanesipun.
done = Inggih, matur nuwun. Ketik MENU kapan kemawon.
