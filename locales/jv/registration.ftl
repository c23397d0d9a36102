### KONSEP, menunggu diperiksa penutur asli bahasa Jawa. Caranya: docs/how-to/review-a-translation.md.
### Mohon diperiksa di berkas ini:
### - `consent` dan `declaration` adalah teks hukum: artinya harus persis sama dengan yang Indonesia, dan perlu disetujui Dinas.
### - "kula" berarti "kami"; hanya di `declaration` "kula" adalah warga yang menyatakan.
### - unggah-ungguh: "asma, yuswa, garwa, putra, dalem, kersa, pirsa" untuk warga; "gadhah, purun" pada jawaban warga sendiri.
### - `pregnant`, `disability`, `schooling`: apakah sopan dan langsung dipahami?
### - kata yang dibiarkan Indonesia: NIK, KK, kepala keluarga, usulan, persetujuan, pencairan, disabilitas, hubungan, anggota.
### - baris `-words`: kata yang diketik warga untuk pilihan itu. Mohon ditambah, jangan dikurangi.

## Persetujuan (UU 27/2022 pasal 21-22)

consent =
    Saderengipun miwiti, nyuwun persetujuan Bapak/Ibu.
    Data: NIK, KK, asma, tanggal lair, alamat, nomer HP, kulawarga, kehamilan, disabilitas, sekolah, pedamelan, lan griya.
    Kangge: usulan bansos, dipunpriksa petugas desa lan { $operator }. Mboten dipunsade lan mboten dipunumumaken.
    Dipunsimpen: ngantos usulan rampung, paling dangu { $retention }.
    Hak Panjenengan: mirsani, ndandosi, mbusek, lan nyabut persetujuan. Ketik DATA SAYA, utawi hubungi { $contact }.
    Saderengipun setuju, mboten wonten data ingkang kula simpen. Teks jangkep: { $official_page }

    Menapa Bapak/Ibu setuju?
    .help = Ketik SETUJU kangge ndaftar, utawi TIDAK menawi dereng kersa. Mboten setuju ugi mboten dados menapa.
    .again = Menapa Bapak/Ibu setuju kaliyan katrangan wau?
    .given = SETUJU
    .given-words = kula setuju, kulo setuju, setuju sanget, saya setuju, setuju sekali
    .refused = TIDAK
    .refused-words = mboten setuju, dereng setuju, durung setuju, ora setuju, tidak setuju, belum setuju, dereng, durung
    .problem-weak = Supados cetha, ketik SETUJU menawi setuju, utawi TIDAK menawi mboten.
    .problem-not-consent = Mangga ketik SETUJU utawi TIDAK.
refused =
    Inggih, mboten dados menapa. Mboten wonten data ingkang kula simpen.
    Bapak/Ibu tetep saged ndaftar lumantar kantor desa utawi petugas: { $contact }.

    Ketik MENU menawi gantos penggalih.

notices =
    Menapa kepareng kula ngintun kabar pencairan bantuan dhateng nomer menika? Saged dipunkendelaken kapan kemawon kanthi ngetik BERHENTI.
    .help = Menika namung babagan kabar. Kepareng utawi mboten, pendaftaran tetep lumampah.
    .line = Kabar pencairan: { $value }
    .wanted = Inggih, mangga
    .wanted-words = kepareng, angsal, boleh
    .unwanted = Mboten sisah
    .unwanted-words = mboten kepareng, dereng kepareng, mboten angsal, dereng, durung

## 1-3 Siapa

nik = Pinten NIK-ipun Bapak/Ibu (kepala keluarga)? 16 angka, wonten ing KTP.
    .help = NIK menika 16 angka ing sisih nginggil KTP, ugi wonten ing Kartu Keluarga. Mboten sisah ngintun foto.
    .noted = NIK: { $value }
    .line = NIK: { $value }
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

kk = Pinten Nomer Kartu Keluarga (KK)? 16 angka, ing sisih nginggil KK.
    .help = Nomer KK wonten ing baris paling nginggil Kartu Keluarga, ing sangandhapipun judul. Sanes NIK.
    .noted = Nomer KK: { $value }
    .line = Nomer KK: { $value }
    .problem-no-digits = Mangga ketik nomer KK-nipun, 16 angka. Wonten ing baris paling nginggil Kartu Keluarga.
    .problem-too-short = Ingkang kula tampi { $digits } angka, kamangka nomer KK 16 angka. Mangga dipunpirsani malih, lajeng dipunketik sedaya.
    .problem-too-long = Ingkang kula tampi { $digits } angka, kamangka nomer KK 16 angka. Mangga dipunpirsani malih, lajeng dipunketik sedaya.
    .problem-made-up = Angka menika kadosipun namung tuladha. Mangga ketik nomer ingkang wonten ing Kartu Keluarga.
    .problem-province-unknown = Nomer KK tansah dipunwiwiti kode daerah. Kode { $province } mboten wonten. Mangga dipuncocogaken malih kaliyan KK.
    .problem-same-as-nik = Menika NIK ingkang kalawau. Nomer KK benten kaliyan NIK, mapanipun ing baris paling nginggil Kartu Keluarga.
    .problem-looks-like-nik = Menika kadosipun NIK, sanes nomer KK. Nomer KK wonten ing baris paling nginggil Kartu Keluarga.
    .problem-date = Angka ke-7 dumugi 12 ing nomer KK menika tanggal pencatatan, lan dereng cocog. Mangga dipuncocogaken malih kaliyan KK.
    .problem-serial = Sekawan angka pungkasan nomer KK mboten nate 0000. Mangga dipuncocogaken malih kaliyan KK.

name = Sinten asma jangkepipun, miturut KTP?
    .help = Serat asma kados ing KTP. Setunggal tembung ugi saged, tuladhanipun Suparmi.
    .noted = Asma: { $value }
    .line = Asma: { $value }
    .problem-empty = Mangga ketik asmanipun, kados ing KTP.
    .problem-has-digits = Asma dipunserat mawi huruf kemawon. Mangga ketik asma kados ing KTP.
    .problem-not-a-name = Mangga ketik asma jangkep kados ing KTP.
    .problem-too-short = Asmanipun kirang panjang. Mangga ketik asma jangkep kados ing KTP.
    .problem-too-long = Asmanipun kepanjangen. Mangga ketik asma kemawon, kados ing KTP.

birth_date = Pinten tanggal lairipun? Tuladhanipun 17-8-1965.
    .help = Serat tanggal, wulan, taun. Tuladhanipun 17-8-1965 utawi 17 Agustus 1965.
    .noted = Tanggal lair: { $value }
    .line = Tanggal lair: { $value }
    .problem-unreadable = Nyuwun pangapunten, tanggalipun dereng kewaos. Tuladhanipun 17-8-1965 utawi 17 Agustus 1965.
    .problem-month-first = Mangga dipunserat tanggalipun rumiyin, lajeng wulanipun. Ingkang kula tampi { $typed }.
    .problem-no-such-date = Tanggal { $typed } mboten wonten ing kalender. Mangga dipunketik malih, tuladhanipun 17-8-1965.
    .problem-year-missing = Taunipun dereng wonten. Mangga ketik tanggal, wulan, lan taun, tuladhanipun 17-8-1965.
    .problem-year-only = Nembe taunipun kemawon. Mangga ketik ugi tanggal lan wulanipun, tuladhanipun 17-8-1965.
    .problem-age-only = Matur nuwun, yuswanipun { $age } taun. Ingkang kula betahaken tanggal lair kados ing KTP, tuladhanipun 17-8-1965.
    .problem-future = Tanggal { $typed } dereng kelampahan. Mangga ketik tanggal lair kados ing KTP.
    .problem-too-old = Tanggal { $typed } sampun dangu sanget. Mangga ketik tanggal lair kados ing KTP.
    .problem-mismatch = Ingkang dipunketik { $typed }, kamangka miturut NIK { $in_nik }. Mangga ketik sepisan malih tanggal lair kados ing KTP. Menawi pancen benten, mboten dados menapa.

## 4-5 Di mana, dan bagaimana dihubungi

kecamatan = Dalemipun ing kecamatan pundi? Saged langsung ngetik nami desanipun.
    .help = Ketik angka utawi nami kecamatan. Saged ugi nami desa, tuladhanipun Kemiren.
    .noted = Dalemipun: { $place }
    .line = Kecamatan: { $value }
    .problem-unknown = Nyuwun pangapunten, { $name } dereng kula panggihaken ing Banyuwangi. Ketik nami kecamatan utawi desa, utawi angkanipun.
    .problem-is-kecamatan = { $name } menika nami kecamatan. Mangga ketik nami desanipun.
    .problem-no-name = Mangga ketik nami kecamatan utawi desa, utawi angkanipun.
    .problem-not-known = Mboten dados menapa. Ketik nami desanipun kemawon, utawi tingali alamat ing KTP utawi KK: desa lan kecamatanipun kaserat ing ngriku.

desa = Desa utawi kelurahan menapa ing Kecamatan { $kecamatan }?
    .help = Ketik angka utawi nami desa. Menawi kecamatanipun klentu, ketik KEMBALI. Menawi namung pirsa dusunipun, ketik PETUGAS.
    .noted = Alamat: { $value }
    .line = Desa/kelurahan: { $value }
    .problem-unknown = { $name } mboten wonten ing daftar desa. Menapa menika nami dusun? Mangga pilih desanipun rumiyin, dusunipun kula tangletaken sasampunipun menika.
    .problem-is-kecamatan = { $name } menika nami kecamatan. Mangga pilih nami desanipun. Menawi kecamatanipun klentu, ketik KEMBALI.
    .problem-no-name = Mangga ketik nami desa, utawi angkanipun.
    .problem-not-known = Mboten dados menapa. Mangga dipuntingali ing KTP utawi KK, nami desanipun kaserat ing perangan alamat. Utawi pilih angkanipun.

dusun = Dusun utawi lingkungan menapa? Ketik LEWATI menawi mboten wonten.
    .help = Nami dusun utawi lingkungan dalemipun. Menawi mboten wonten, ketik LEWATI.
    .line = Dusun/lingkungan: { $value }
    .problem-no-name = Mangga ketik nami dusun utawi lingkunganipun, utawi LEWATI.
    .problem-is-desa = Menawi desanipun klentu, ketik KEMBALI. Menawi sampun leres, mangga ketik nami dusun utawi lingkunganipun, utawi LEWATI.

rt_rw = RT lan RW pinten? Tuladhanipun RT 3 RW 2. Ketik LEWATI menawi mboten pirsa.
    .help = Ketik kados mekaten: 3/2 tegesipun RT 3 RW 2.
    .line = RT/RW: { $value }
    .problem-unreadable = Mangga ketik angka RT lan RW, tuladhanipun 3/2 kangge RT 3 RW 2.
    .problem-rw-missing = RT { $rt }, inggih. RW pinten?
    .problem-rt-missing = RW { $rw }, inggih. RT pinten?
    .problem-too-many-digits = Nomer RT lan RW paling kathah tigang angka. Tuladhanipun 3/2 kangge RT 3 RW 2.

phone = Nomer HP pundi ingkang saged kula hubungi? Ketik nomeripun, utawi pilih.
    .help = Saged nomer piyambak utawi nomer kulawarga. Menawi mboten kagungan, pilih "Mboten gadhah HP".
    .contact = Kintunaken nomer kula
    .own_number = Nomer menika
    .no_phone = Mboten gadhah HP
    .no_phone-words = mboten gadhah, mboten gadah, boten gadhah, mboten wonten, ora duwe, gak duwe, ndak duwe, ora nduwe, gak nduwe, tidak punya hp, tidak ada, gak punya, ga punya, tidak punya, ndak punya, kosong, -
    .own_number-words = nomer menika, nomer niki, nomer iki, niki mawon, menika kemawon, nomor ini, ini saja, nomer ini, no ini, pakai ini, sama
    .line = Nomer HP: { $value }
    .problem-no-digits = Mangga ketik nomer HP-nipun, tuladhanipun 0812 lajeng angka sanesipun.
    .problem-too-short = Ingkang kula tampi { $digits } angka, kirang kangge nomer HP. Mangga dipunpirsani malih.
    .problem-too-long = Ingkang kula tampi { $digits } angka, kekathahen kangge nomer HP. Mangga dipunpirsani malih.
    .problem-landline = Menika nomer telpon griya utawi kantor. Mangga ketik nomer HP ingkang dipunwiwiti 08.
    .problem-foreign = Menika nomer luar negeri. Mangga ketik nomer HP Indonesia ingkang dipunwiwiti 08.
    .problem-not-mobile = Menika dereng kados nomer HP. Nomer HP dipunwiwiti 08, tuladhanipun 0812.

## 6 Keluarga

members_count = Kejawi Bapak/Ibu, wonten pinten tiyang malih ing KK? Ketik angka. Ketik 0 menawi piyambakan.
    .help = Etang garwa, putra, lan tiyang sepuh ingkang asmanipun wonten ing KK. Tuladhanipun 3.
    .line = Anggota sanes ing KK: { $value }
    .problem-no-number = Mangga ketik angkanipun kemawon, tuladhanipun 3. Ketik 0 menawi piyambakan.
    .problem-several-numbers = Mangga ketik setunggal angka kemawon: cacahipun sedaya, tanpa Bapak/Ibu piyambak.
    .problem-too-many = Ing mriki paling kathah { $most } tiyang. Menawi pancen langkung, ketik PETUGAS.

members = Anggota { $number } saking { $count }: sinten asmanipun, hubunganipun, lan yuswanipun? Tuladhanipun: Siti, garwa, 35 taun.
    .help = Ketik ing setunggal pesen: asma, hubungan, yuswa. Tuladhanipun: Budi, anak, 10 taun. Ketik LEWATI menawi mboten kersa njawab.
    .which = Menapa hubunganipun kaliyan Bapak/Ibu?
    .line = Anggota: { $value }
    .problem-name-missing = Mangga ketik ugi asmanipun. Tuladhanipun: Siti, garwa, 35 taun.
    .problem-deceased = Kula ndherek bela sungkawa. Ingkang sampun seda mboten usah dipunserat. Ketik anggota ingkang taksih wonten, utawi LEWATI.
    .problem-one-at-a-time = Setunggal tiyang rumiyin, nggih. Anggota sanesipun kula tangletaken sasampunipun menika. Tuladhanipun: Siti, garwa, 35 taun.
    .problem-finish-first = Kula rampungaken { $name } rumiyin. Pinten yuswanipun? Ketik LEWATI menawi mboten pirsa. Sasampunipun menika nembe anggota sanesipun.
    .problem-relation-first = Kula rampungaken { $name } rumiyin, nembe anggota sanesipun.
    .problem-age-missing = Pinten yuswanipun { $name }? Saged ugi tanggal lairipun. Ketik LEWATI menawi mboten pirsa.
    .problem-age-unreadable = Yuswanipun { $name } dereng kewaos. Ketik tuladhanipun 35 taun, utawi LEWATI.
    .problem-date-unreadable = Tanggal lairipun { $name } dereng kewaos. Ketik tuladhanipun 17-8-1990, utawi yuswanipun, utawi LEWATI.
    .problem-nik-unreadable = NIK-ipun { $name } dereng cocog. NIK mboten wajib ing mriki: cekap asma, hubungan, lan yuswa.

## 7 Yang diperhatikan PKH; semuanya boleh tidak dijawab

small_children = Wonten pinten lare umur 0 dumugi 6 taun? Ketik 0 menawi mboten wonten, LEWATI menawi mboten kersa njawab.
    .help = Etang bayi lan lare dumugi umur 6 taun ingkang wonten ing KK. Ketik angkanipun kemawon.
    .line = Lare 0-6 taun: { $value }
    .problem-no-number = Mangga ketik angkanipun kemawon, tuladhanipun 2. Ketik 0 menawi mboten wonten.
    .problem-several-numbers = Mangga ketik setunggal angka kemawon: cacahipun sedaya.
    .problem-too-many = Ing mriki paling kathah { $most } tiyang.

elderly = Wonten pinten tiyang ingkang yuswanipun 60 taun utawi langkung? Ketik 0 menawi mboten wonten, LEWATI menawi mboten kersa njawab.
    .help = Etang anggota KK ingkang yuswanipun 60 taun utawi langkung, kalebet Bapak/Ibu piyambak.
    .line = Yuswa 60 langkung: { $value }
    .problem-no-number = Mangga ketik angkanipun kemawon, tuladhanipun 1. Ketik 0 menawi mboten wonten.
    .problem-several-numbers = Mangga ketik setunggal angka kemawon: cacahipun sedaya.
    .problem-too-many = Ing mriki paling kathah { $most } tiyang.

pregnant = Menapa wonten ingkang saweg ngandhut (hamil) utawi nembe nglairaken?
    .help = Ing kulawarga menika kemawon. Ketik 1 menawi wonten, 2 menawi mboten.
    .line = Ngandhut/nembe nglairaken: { $value }
    .yes = Wonten
    .yes-words = ngandhut, ngandut, hamil, meteng, mbobot, nggarbini, bumil, nifas, nglairaken, lairan, babaran, melahirkan, lahiran, ono, onok, ana, ada
    .no = Mboten wonten
    .no-words = dereng, durung, dereng wonten, durung ono, dereng ngandhut, durung ngandhut, dereng hamil, durung hamil, dereng meteng, durung meteng, dereng mbobot, durung mbobot, dereng nglairaken, durung lairan
    .declined = Mboten purun njawab
    .declined-words = mboten kersa njawab, mboten badhe njawab, mboten purun mangsuli, tidak ingin menjawab

schooling = Sapunika { $child } sekolah ing tingkat menapa?
    .help = Pilih tingkat sekolahipun sapunika. Menawi sampun mandheg, pilih menika. Ketik LEWATI menawi mboten kersa njawab.
    .line = Sekolah: { $value }
    .not_yet = Dereng sekolah
    .sd = SD/MI
    .smp = SMP/MTs
    .sma = SMA/SMK/MA
    .higher = Kuliah
    .finished = Lulus SMA
    .left = Mandheg sekolah
    .never = Mboten nate sekolah
    .declined = Mboten purun njawab

# "Wonten" saja belum menyebut kesulitannya: karena itu ada di semua pilihan, dan ditanyakan yang mana.
disability = Menapa wonten anggota kulawarga ingkang angel sanget utawi mboten saged nindakaken menika?
    .help = Ingkang dipunkersakaken angel ing padintenan, sanajan sampun ngagem kacamata utawi alat bantu.
    .line = Kangelan: { $value }
    .none = Mboten wonten
    .none-words = sedaya sehat, sehat sedaya, sae sedaya, semua sehat
    .seeing = Ningali
    .seeing-words = mirsani, ndelok, ndeleng, angel ningali, mboten saged ningali, mboten saged mirsani, pandelengan, melihat, wonten, ono, onok, ada
    .hearing = Mireng
    .hearing-words = mirengaken, midhanget, krungu, angel mireng, mboten saged mireng, mboten saged mirengaken, mboten saged midhanget, mendengar, wonten, ono, onok, ada
    .walking = Mlampah
    .walking-words = tindak, mlaku, angel mlampah, mboten saged mlampah, mboten saged tindak, berjalan, wonten, ono, onok, ada
    .remembering = Eling/ngelingi
    .remembering-words = eling, ngelingi, enget, ngengeti, ngenget-enget, angel enget, angel eling, mboten saged enget, mboten enget, lalinan, mengingat, wonten, ono, onok, ada
    .self_care = Ngurus dhiri
    .self_care-words = ngurus dhiri piyambak, ngurus badan, siram piyambak, adus dhewe, mboten saged ngurus dhiri, mboten saged siram piyambak, mengurus diri, wonten, ono, onok, ada
    .speaking = Wicanten
    .speaking-words = ngendika, micara, ngomong, angel wicanten, mboten saged wicanten, mboten saged ngendika, mboten saged micara, berbicara, wonten, ono, onok, ada
    .several = Langkung setunggal
    .several-words = langkung saking setunggal, luwih siji, luwih saka siji, lebih dari satu, wonten, ono, onok, ada
    .declined = Mboten purun njawab
    .declined-words = mboten kersa njawab, mboten badhe njawab, mboten purun mangsuli, tidak ingin menjawab

## 8 Penghidupan

occupation = Menapa pedamelanipun Bapak/Ibu ingkang utami?
    .help = Pilih ingkang paling celak. Menawi mboten wonten ingkang cocog, pilih Sanesipun.
    .line = Pedamelan: { $value }
    .farmer = Tani
    .farmer-words = petani, tani, tetanen, bertani, sawah, dhateng sabin, ten sabin, gadhah sabin, nggarap sabin, ke sawah, ning sawah, nang sawah, punya sawah, garap sawah, nggarap sawah, kebun, pekebun, peternak, ngingu sapi
    .farm_labourer = Buruh tani
    .farm_labourer-words = buruh sawah, buruh sabin, buruh kebun, buruh di sawah, buruh di kebun, buruh panen, derep, matun, tandur, buruh nyangkul, buruh macul
    .fisher = Nelayan
    .fisher-words = melaut, miyang, nyeser, pados ulam, madosi ulam, golek iwak, cari ikan, nyari ikan, abk, buruh nelayan, ke laut, nang laut
    .labourer = Buruh/kuli
    .labourer-words = kuli bangunan, buruh bangunan, buruh pabrik, buruh harian, buruh lepas, buruh serabutan, tukang, tukang batu, tukang kayu, serabutan, srabutan, kerja serabutan, kerjo serabutan, bekerja serabutan, nyambut damel serabutan, nyambut gawe serabutan, kuli panggul, nguli
    .trader = Dagang/sadean
    .trader-words = pedagang, dagang, berdagang, sadean, sade, dodolan, bakul, bakulan, mlijo, jualan, jual gorengan, jual sayur, warung, buka warung, mbikak warung, toko, wiraswasta, usaha sendiri, usaha piyambak
    .employee = Karyawan
    .employee-words = pegawai, karyawati, swasta, kerja swasta, nyambut damel swasta, nyambut gawe swasta, kerjo swasta, bekerja swasta, guru honorer, honorer, satpam, kerja di toko, kerja di pabrik
    .homemaker = Ibu rumah tangga
    .homemaker-words = irt, rumah tangga, ibu rmh tangga, ngurus griya, ngurusi griya, ngurus omah, ngurus rumah, ngurus anak, momong, momong putu, wonten griya kemawon, ten griyo mawon, di rumah saja
    .not_working = Mboten nyambut damel
    .not_working-words = mboten kerja, dereng nyambut damel, ora kerjo, gak kerjo, ora nyambut gawe, nganggur, pun sepuh, sampun sepuh, wis tuwo, pensiun, tidak bekerja, tidak kerja, gak kerja, ga kerja, nggak kerja, pengangguran, belum kerja, belum bekerja, sudah tua
    .other = Sanesipun
    .other-words = sanes, sanese, liyane, liyo, lainnya, lain, yang lain, lain lain, selain itu, mboten wonten ingkang cocog, tidak ada yang cocok

housing = Griya ingkang dipunpanggeni kagunganipun sinten?
    .help = Pilih ingkang paling celak kaliyan kawontenan sapunika.
    .line = Griya: { $value }
    .own = Gadhah piyambak
    .own-words = piyambak, griya piyambak, griyo piyambak, gadhahipun piyambak, gadhahe piyambak, gadhahe kulo piyambak, gadhahane piyambak, gadhah kula, kagungan piyambak, omah dewe, omahe dewe, duweke dewe, duwe dewe, duwek dewek, umah dewek, gone dewe, dewe, dhewe, milik sendiri, sendiri, rumah sendiri, punya sendiri, milik saya, punya saya, rumah saya, hak milik
    .rent = Sewa/kontrak
    .rent-words = nyewa, nyewo, ngontrak, kontrakan, griya sewan, griya kontrakan, omah kontrakan, menyewa, rumah sewa, rumah kontrakan, kos, kost, ngekos, bayar bulanan
    .shared = Ndherek (menumpang)
    .shared-words = ndherek, nderek, nunut, numpang, menumpang, melu, ndherek tiyang sepuh, nderek tiyang sepuh, ndherek maratuwa, ndherek morosepuh, ndherek anak, melu wong tuwo, melu anak, melu morotuwo, griyane tiyang sepuh, omahe wong tuwo, ikut orang tua, ikut ortu, rumah orang tua, rumah mertua, ikut mertua, ikut anak, ikut saudara, bareng orang tua
    .other = Sanesipun
    .other-words = sanes, sanese, liyane, liyo, lainnya, lain, yang lain, lain lain, selain itu, mboten wonten ingkang cocog, tidak ada yang cocok

## 9 Periksa dan kirim

review =
    Mangga dipunpriksa rumiyin:
    { $lines }

    Menapa sedaya sampun leres? Ketik YA, utawi UBAH lan nomeripun, tuladhanipun UBAH 2.
    .help = Ketik YA menawi sedaya leres. Kangge ndandosi baris 2, ketik UBAH 2.
    .right = Inggih, leres
    .change = Badhe ngewahi
    .which = Baris pundi ingkang badhe dipunewahi? Ketik nomeripun.

declaration =
    Pungkasan, pernyataan: sedaya ingkang kula aturaken leres.
    Data ingkang mboten leres kanthi sengaja saged ndadosaken NIK dipuntutup saking bantuan ngantos gangsal taun.

    Ketik KIRIM kangge nyatakaken menika lan ngintun. Ketik KEMBALI kangge mriksa malih.
    .help = Dereng wonten ingkang kakintun. Ketik KIRIM menawi sampun yakin, KEMBALI kangge mriksa malih.
    .send = KIRIM
    .problem-not-sent = Inggih, dereng kula kintun. Ketik KIRIM menawi sampun yakin, utawi KEMBALI kangge mriksa malih.

send =
    .waiting = Data saweg kula kintun. Nomer pendaftaran enggal nyusul.
    .rejected = Wonten ingkang perlu dipundandosi saderengipun saged dipunkintun. Wangsulan sanesipun tetep kasimpen.
    .late-accepted =
        Kabar sae: pendaftaranipun Bapak/Ibu sampun kacathet.
        Nomer pendaftaran: { $number }
        Mangga dipuncathet. Menika dereng ateges mesthi nampi bantuan.
    .late-already =
        Kulawarga menika sampun nate Panjenengan daftaraken saking nomer menika.
        Nomer pendaftaran: { $number }

done =
    Matur nuwun, pendaftaran sampun kula tampi.
    Nomer pendaftaran: { $number }
    Mangga dipuncathet. Petugas desa badhe mriksa datanipun. Menika dereng ateges mesthi nampi bantuan.

    Kangge mirsani asilipun, ketik STATUS. Kangge ndaftaraken tiyang sanes, ketik DAFTAR.
already_yours =
    Kulawarga menika sampun nate Panjenengan daftaraken saking nomer menika.
    Nomer pendaftaran: { $number }

    Kangge mirsani asilipun, ketik STATUS. Kangge ndaftaraken tiyang sanes, ketik DAFTAR.
saved =
    Matur nuwun, datanipun Bapak/Ibu sampun kula simpen kanthi aman.
    Nomer pendaftaran badhe nyusul ing mriki. Mboten sisah ngintun malih.
