### Pendaftaran satu keluarga. Satu pertanyaan setiap kali, kalimat pendek, tanpa menyalahkan.

## Persetujuan (UU 27/2022 pasal 21-22)

consent =
    { $role ->
        [agent]
            Bacakan kepada warga, lalu tanyakan persetujuannya.
            Data: NIK, KK, nama, tanggal lahir, alamat, nomor HP, keluarga, kehamilan, disabilitas, sekolah, pekerjaan, dan rumah.
            Untuk: usulan bansos, diperiksa petugas desa dan { $operator }. Tidak dijual dan tidak diumumkan.
            Disimpan: sampai usulan selesai, paling lama { $retention }.
            Hak warga: melihat, memperbaiki, menghapus, dan mencabut persetujuan. Hubungi { $contact }.
            Sebelum setuju, tidak ada data yang kami simpan. Teks lengkap: { $official_page }

            Apakah warga setuju?
       *[resident]
            Sebelum mulai, mohon persetujuan Bapak/Ibu.
            Data: NIK, KK, nama, tanggal lahir, alamat, nomor HP, keluarga, kehamilan, disabilitas, sekolah, pekerjaan, dan rumah.
            Untuk: usulan bansos, diperiksa petugas desa dan { $operator }. Tidak dijual dan tidak diumumkan.
            Disimpan: sampai usulan selesai, paling lama { $retention }.
            Hak Bapak/Ibu: melihat, memperbaiki, menghapus, dan mencabut persetujuan. Ketik DATA SAYA kapan saja, atau hubungi { $contact }.
            Sebelum setuju, tidak ada data yang kami simpan. Teks lengkap: { $official_page }

            Apakah Bapak/Ibu setuju?
    }
    .help =
        { $role ->
            [agent] Ketik SETUJU kalau warga sendiri sudah menyatakannya, atau TIDAK kalau belum mau. Tidak setuju juga tidak apa-apa.
           *[resident] Data hanya dipakai untuk usulan bansos. Ketik SETUJU untuk mendaftar, atau TIDAK kalau belum mau. Tidak setuju juga tidak apa-apa.
        }
    .again =
        { $role ->
            [agent] Apakah warga setuju dengan penjelasan tadi?
           *[resident] Apakah Bapak/Ibu setuju dengan penjelasan tadi?
        }
    .given = SETUJU
    .given-words = saya setuju, setuju sekali
    .refused = TIDAK
    .refused-words = tidak setuju, belum setuju
    .problem-weak = Supaya jelas, mohon ketik SETUJU kalau setuju, atau TIDAK kalau tidak.
    .problem-not-consent = Mohon ketik SETUJU atau TIDAK.
refused =
    Baik, tidak apa-apa. Tidak ada data yang kami simpan.
    Bapak/Ibu tetap bisa mendaftar lewat kantor desa atau petugas: { $contact }.

    Ketik MENU kalau berubah pikiran.

acting_reason = Mengapa keluarga ini didaftarkan lewat agen?
    .help = Pilih yang paling dekat. Alasan ini dicatat bersama pendaftaran.
    .line = Alasan lewat agen: { $value }
    .no_phone = Tidak punya HP
    .no_phone-words = tanpa hp, tidak ada hp, gak punya hp, tidak punya, hp rusak
    .elderly = Lansia
    .elderly-words = tua, sudah tua, sepuh, usia lanjut
    .disability = Disabilitas
    .disability-words = difabel, cacat, sulit melihat, sulit berjalan
    .other = Lainnya
    .other-words = lain, sinyal, tidak ada sinyal, tidak bisa membaca, buta huruf

consent_way = Bagaimana warga menyatakan setuju?
    .help = Pilih yang tadi terjadi. Petugas bisa menanyakannya lagi kepada warga.
    .line = Cara setuju: { $value }
    .spoken = Lisan
    .spoken-words = bicara, ucapan, ngomong, bilang setuju
    .signed = Tanda tangan
    .signed-words = ttd, tandatangan, paraf
    .thumb = Cap jempol
    .thumb-words = jempol, cap, sidik jari
    .guardian = Lewat wali
    .guardian-words = wali, keluarga, diwakili, anaknya

notices =
    Bolehkah kami mengirim kabar pencairan bantuan ke nomor ini? Bisa dihentikan kapan saja dengan mengetik BERHENTI.
    .help = Ini hanya soal kabar. Boleh atau tidak, pendaftaran tetap jalan.
    .line = Kabar pencairan: { $value }
    .wanted = Ya, boleh
    .unwanted = Tidak usah

## 1-3 Siapa

nik =
    { $role ->
        [agent] Berapa NIK kepala keluarga? 16 angka, ada di KTP.
       *[resident] Berapa NIK Bapak/Ibu (kepala keluarga)? 16 angka, ada di KTP.
    }
    .help = NIK adalah 16 angka di bagian atas KTP, juga ada di Kartu Keluarga. Tidak perlu kirim foto.
    .noted = NIK: { $value }
    .line = NIK: { $value }
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

kk = Berapa Nomor Kartu Keluarga (KK)? 16 angka, di bagian atas KK.
    .help = Nomor KK ada di baris paling atas Kartu Keluarga, di bawah judul. Bukan NIK.
    .noted = Nomor KK: { $value }
    .line = Nomor KK: { $value }
    .problem-no-digits = Mohon ketik nomor KK-nya, 16 angka. Ada di baris paling atas Kartu Keluarga.
    .problem-too-short = Yang kami terima { $digits } angka, sedangkan nomor KK 16 angka. Mohon dilihat lagi, lalu ketik semuanya.
    .problem-too-long = Yang kami terima { $digits } angka, sedangkan nomor KK 16 angka. Mohon dilihat lagi, lalu ketik semuanya.
    .problem-made-up = Angka itu sepertinya contoh saja. Mohon ketik nomor yang ada di Kartu Keluarga.
    .problem-province-unknown = Nomor KK selalu diawali kode daerah. Kode { $province } tidak ada. Mohon dicocokkan lagi dengan KK.
    .problem-same-as-nik = Itu NIK yang tadi. Nomor KK berbeda dari NIK, letaknya di baris paling atas Kartu Keluarga.
    .problem-looks-like-nik = Itu sepertinya NIK, bukan nomor KK. Nomor KK ada di baris paling atas Kartu Keluarga.
    .problem-date = Angka ke-7 sampai 12 pada nomor KK adalah tanggal pencatatan, dan itu belum cocok. Mohon dicocokkan lagi dengan KK.
    .problem-serial = Empat angka terakhir nomor KK tidak pernah 0000. Mohon dicocokkan lagi dengan KK.

name =
    { $role ->
        [agent] Siapa nama lengkap kepala keluarga, sesuai KTP?
       *[resident] Siapa nama lengkap sesuai KTP?
    }
    .help = Tulis nama seperti di KTP. Satu kata juga boleh, misalnya Suparmi.
    .noted = Nama: { $value }
    .line = Nama: { $value }
    .problem-empty = Mohon ketik namanya, seperti di KTP.
    .problem-has-digits = Nama ditulis dengan huruf saja. Mohon ketik nama seperti di KTP.
    .problem-not-a-name = Mohon ketik nama lengkap seperti di KTP.
    .problem-too-short = Namanya terlalu pendek. Mohon ketik nama lengkap seperti di KTP.
    .problem-too-long = Namanya terlalu panjang. Mohon ketik nama saja, seperti di KTP.

birth_date = Tanggal lahirnya? Misalnya 17-8-1965.
    .help = Tulis tanggal, bulan, tahun. Misalnya 17-8-1965 atau 17 Agustus 1965.
    .noted = Tanggal lahir: { $value }
    .line = Tanggal lahir: { $value }
    .problem-unreadable = Mohon maaf, tanggalnya belum terbaca. Misalnya 17-8-1965 atau 17 Agustus 1965.
    .problem-month-first = Mohon ditulis tanggal dulu, baru bulan. Yang kami terima { $typed }.
    .problem-no-such-date = Tanggal { $typed } tidak ada di kalender. Mohon diketik lagi, misalnya 17-8-1965.
    .problem-year-missing = Tahunnya belum ada. Mohon ketik tanggal, bulan, dan tahun, misalnya 17-8-1965.
    .problem-year-only = Baru tahunnya saja. Mohon ketik tanggal dan bulannya juga, misalnya 17-8-1965.
    .problem-age-only = Terima kasih, umurnya { $age } tahun. Kami perlu tanggal lahir seperti di KTP, misalnya 17-8-1965.
    .problem-future = Tanggal { $typed } belum terjadi. Mohon ketik tanggal lahir seperti di KTP.
    .problem-too-old = Tanggal { $typed } terlalu lama. Mohon ketik tanggal lahir seperti di KTP.
    .problem-mismatch = Yang diketik { $typed }, sedangkan menurut NIK { $in_nik }. Mohon ketik sekali lagi tanggal lahir seperti di KTP. Kalau memang berbeda, tidak apa-apa.

## 4-5 Di mana, dan bagaimana dihubungi

kecamatan = Tinggal di kecamatan mana? Boleh ketik nama desanya langsung.
    .help = Ketik angka atau nama kecamatan. Boleh juga nama desa, misalnya Kemiren.
    .noted = Tempat tinggal: { $place }
    .line = Kecamatan: { $value }
    .problem-unknown = Mohon maaf, { $name } belum kami temukan di Banyuwangi. Ketik nama kecamatan atau desa, atau angkanya.
    .problem-is-kecamatan = { $name } adalah nama kecamatan. Mohon ketik nama desanya.
    .problem-no-name = Mohon ketik nama kecamatan atau desa, atau angkanya.
    .problem-not-known = Tidak apa-apa. Ketik nama desanya saja, atau lihat alamat di KTP atau KK: desa dan kecamatannya tertulis di situ.

desa = Desa atau kelurahan apa di Kecamatan { $kecamatan }?
    .help = Ketik angka atau nama desa. Kalau kecamatannya keliru, ketik KEMBALI. Kalau tahu dusunnya saja, ketik PETUGAS.
    .noted = Alamat: { $value }
    .line = Desa/kelurahan: { $value }
    .problem-unknown = { $name } tidak ada dalam daftar desa. Mungkin itu nama dusun? Mohon pilih desanya dulu, dusunnya kami tanyakan sesudah ini.
    .problem-is-kecamatan = { $name } adalah nama kecamatan. Mohon pilih nama desanya. Kalau kecamatannya keliru, ketik KEMBALI.
    .problem-no-name = Mohon ketik nama desa, atau angkanya.
    .problem-not-known = Tidak apa-apa. Mohon dilihat di KTP atau KK, nama desanya tertulis di bagian alamat. Atau pilih angkanya.

dusun = Dusun atau lingkungan apa? Ketik LEWATI kalau tidak ada.
    .help = Nama dusun atau lingkungan tempat tinggal. Kalau tidak ada, ketik LEWATI.
    .line = Dusun/lingkungan: { $value }
    .problem-no-name = Mohon ketik nama dusun atau lingkungannya, atau LEWATI.
    .problem-is-desa = Kalau desanya keliru, ketik KEMBALI. Kalau sudah benar, mohon ketik nama dusun atau lingkungannya, atau LEWATI.

rt_rw = RT dan RW berapa? Misalnya RT 3 RW 2. Ketik LEWATI kalau tidak tahu.
    .help = Ketik seperti ini: 3/2 artinya RT 3 RW 2.
    .line = RT/RW: { $value }
    .problem-unreadable = Mohon ketik angka RT dan RW, misalnya 3/2 untuk RT 3 RW 2.
    .problem-rw-missing = RT { $rt }, baik. RW berapa?
    .problem-rt-missing = RW { $rw }, baik. RT berapa?
    .problem-too-many-digits = Nomor RT dan RW paling banyak tiga angka. Misalnya 3/2 untuk RT 3 RW 2.

phone =
    { $role ->
        [agent] Berapa nomor HP warga atau keluarganya? Jangan nomor agen. Kalau tidak ada, pilih di bawah.
       *[resident] Nomor HP mana yang bisa kami hubungi? Ketik nomornya, atau pilih.
    }
    .help = Boleh nomor sendiri atau nomor keluarga. Kalau tidak punya, pilih "Tidak punya HP".
    .contact = Bagikan nomor saya
    .own_number = Nomor ini
    .no_phone = Tidak punya HP
    .no_phone-words = tidak ada, gak punya, ga punya, tidak punya, ndak punya, ora duwe, gak duwe, kosong, -
    .own_number-words = nomor ini, ini saja, nomer ini, no ini, pakai ini, sama
    .line = Nomor HP: { $value }
    .problem-no-digits = Mohon ketik nomor HP-nya, misalnya 0812 diikuti angka lainnya.
    .problem-too-short = Yang kami terima { $digits } angka, kurang untuk nomor HP. Mohon dilihat lagi.
    .problem-too-long = Yang kami terima { $digits } angka, terlalu banyak untuk nomor HP. Mohon dilihat lagi.
    .problem-landline = Itu nomor telepon rumah atau kantor. Mohon ketik nomor HP yang diawali 08.
    .problem-foreign = Itu nomor luar negeri. Mohon ketik nomor HP Indonesia yang diawali 08.
    .problem-not-mobile = Itu belum seperti nomor HP. Nomor HP diawali 08, misalnya 0812.

witness = Siapa nama saksi yang melihat warga setuju? Misalnya ketua RT atau tetangga. Ketik LEWATI kalau tidak ada.
    .help = Warga tanpa HP tidak bisa memastikan sendiri, jadi saksi bisa ditanya petugas.
    .line = Saksi: { $value }
    .problem-empty = Mohon ketik nama saksinya, atau LEWATI.
    .problem-has-digits = Nama ditulis dengan huruf saja. Mohon ketik nama saksinya.
    .problem-not-a-name = Mohon ketik nama saksinya, atau LEWATI.
    .problem-too-short = Namanya terlalu pendek. Mohon ketik nama saksinya.
    .problem-too-long = Namanya terlalu panjang. Mohon ketik nama saksinya saja.

## 6 Keluarga

members_count =
    { $role ->
        [agent] Selain kepala keluarga, berapa orang lagi yang ada di KK? Ketik angka. Ketik 0 kalau sendiri.
       *[resident] Selain Bapak/Ibu, berapa orang lagi yang ada di KK? Ketik angka. Ketik 0 kalau sendiri.
    }
    .help = Hitung istri atau suami, anak, dan orang tua yang namanya ada di KK. Misalnya 3.
    .line = Jumlah anggota lain di KK: { $value }
    .problem-no-number = Mohon ketik angkanya saja, misalnya 3. Ketik 0 kalau sendiri.
    .problem-several-numbers =
        { $role ->
            [agent] Mohon ketik satu angka saja: jumlah semuanya, tanpa kepala keluarga.
           *[resident] Mohon ketik satu angka saja: jumlah semuanya, tanpa Bapak/Ibu sendiri.
        }
    .problem-too-many = Di sini paling banyak { $most } orang. Kalau memang lebih, ketik PETUGAS.

members = Anggota { $number } dari { $count }: siapa nama, hubungan, dan umurnya? Misalnya: Siti, istri, 35 tahun.
    .help = Ketik dalam satu pesan: nama, hubungan, umur. Misalnya: Budi, anak, 10 tahun. Ketik LEWATI kalau tidak ingin menjawab.
    .which =
        { $role ->
            [agent] Apa hubungannya dengan kepala keluarga?
           *[resident] Apa hubungannya dengan Bapak/Ibu?
        }
    .line = Anggota: { $value }
    .problem-name-missing = Mohon ketik namanya juga. Misalnya: Siti, istri, 35 tahun.
    .problem-deceased = Kami turut berduka. Yang sudah meninggal tidak usah disebut. Ketik anggota yang masih ada, atau LEWATI.
    .problem-one-at-a-time = Satu orang dulu, ya. Anggota lain kami tanyakan sesudah ini. Misalnya: Siti, istri, 35 tahun.
    .problem-finish-first = Kita selesaikan { $name } dulu. Berapa umurnya? Ketik LEWATI kalau tidak tahu. Sesudah itu baru anggota yang lain.
    .problem-relation-first = Kita selesaikan { $name } dulu, baru anggota yang lain.
    .problem-age-missing = Berapa umur { $name }? Boleh tanggal lahirnya. Ketik LEWATI kalau tidak tahu.
    .problem-age-unreadable = Umur { $name } belum terbaca. Ketik misalnya 35 tahun, atau LEWATI.
    .problem-date-unreadable = Tanggal lahir { $name } belum terbaca. Ketik misalnya 17-8-1990, atau umurnya, atau LEWATI.
    .problem-nik-unreadable = NIK { $name } belum cocok. NIK tidak wajib di sini: cukup nama, hubungan, dan umur.

## 7 Yang diperhatikan PKH; semuanya boleh tidak dijawab

small_children = Berapa anak umur 0 sampai 6 tahun? Ketik 0 kalau tidak ada, LEWATI kalau tidak ingin menjawab.
    .help = Hitung bayi dan anak sampai umur 6 tahun yang ada di KK. Ketik angkanya saja.
    .line = Anak 0-6 tahun: { $value }
    .problem-no-number = Mohon ketik angkanya saja, misalnya 2. Ketik 0 kalau tidak ada.
    .problem-several-numbers = Mohon ketik satu angka saja: jumlah semuanya.
    .problem-too-many = Di sini paling banyak { $most } orang.

elderly = Berapa orang yang berumur 60 tahun ke atas? Ketik 0 kalau tidak ada, LEWATI kalau tidak ingin menjawab.
    .help =
        { $role ->
            [agent] Hitung anggota KK yang umurnya 60 tahun atau lebih, termasuk kepala keluarga.
           *[resident] Hitung anggota KK yang umurnya 60 tahun atau lebih, termasuk Bapak/Ibu sendiri.
        }
    .line = Umur 60 ke atas: { $value }
    .problem-no-number = Mohon ketik angkanya saja, misalnya 1. Ketik 0 kalau tidak ada.
    .problem-several-numbers = Mohon ketik satu angka saja: jumlah semuanya.
    .problem-too-many = Di sini paling banyak { $most } orang.

pregnant = Apakah ada yang sedang hamil atau baru melahirkan?
    .help = Di keluarga ini saja. Ketik 1 kalau ada, 2 kalau tidak.
    .line = Hamil/baru melahirkan: { $value }
    .yes = Ada
    .yes-words = hamil, meteng, mbobot, bumil, nifas, melahirkan, lahiran, babaran
    .no = Tidak ada
    .declined = Tidak ingin menjawab

schooling = Sekarang { $child } sekolah di tingkat apa?
    .help = Pilih tingkat sekolahnya sekarang. Kalau sudah berhenti, pilih itu. Ketik LEWATI kalau tidak ingin menjawab.
    .line = Sekolah: { $value }
    .not_yet = Belum sekolah
    .sd = SD/MI
    .smp = SMP/MTs
    .sma = SMA/SMK/MA
    .higher = Kuliah
    .finished = Lulus SMA
    .left = Berhenti sekolah
    .never = Tidak pernah
    .declined = Tidak ingin menjawab

disability = Adakah anggota keluarga yang sangat sulit atau tidak bisa melakukan ini?
    .help = Yang dimaksud sulit sehari-hari, walaupun memakai kacamata atau alat bantu.
    .line = Kesulitan: { $value }
    .none = Tidak ada
    .seeing = Melihat
    .hearing = Mendengar
    .walking = Berjalan
    .remembering = Mengingat
    .self_care = Mengurus diri
    .speaking = Berbicara
    .several = Lebih dari satu
    .declined = Tidak ingin menjawab

## 8 Penghidupan

occupation =
    { $role ->
        [agent] Apa pekerjaan utama kepala keluarga?
       *[resident] Apa pekerjaan utama Bapak/Ibu?
    }
    .help = Pilih yang paling dekat. Kalau tidak ada yang cocok, pilih Lainnya.
    .line = Pekerjaan: { $value }
    .farmer = Petani
    .farmer-words = tani, bertani, sawah, ke sawah, punya sawah, garap sawah, nggarap sawah, kebun, pekebun, peternak
    .farm_labourer = Buruh tani
    .farm_labourer-words = buruh sawah, buruh kebun, buruh di sawah, buruh di kebun, buruh panen, derep, matun, buruh nyangkul, buruh macul, ngarit, nyabit, buruh ternak, angon
    .fisher = Nelayan
    .fisher-words = melaut, miyang, cari ikan, nyari ikan, abk, buruh nelayan, ke laut
    .labourer = Buruh/kuli
    .labourer-words = kuli bangunan, buruh bangunan, buruh pabrik, buruh harian, buruh lepas, buruh serabutan, tukang, tukang batu, tukang kayu, serabutan, kerja serabutan, kuli panggul, nguli, sopir, supir, ojol, ojek, tukang ojek, kernet, pembantu, pembantu rumah tangga, asisten rumah tangga, art, penjahit, tukang jahit, tukang becak, cuci setrika
    .trader = Pedagang
    .trader-words = dagang, berdagang, jualan, jual gorengan, jual sayur, warung, buka warung, toko, bakul, mlijo, sadean, wiraswasta, usaha sendiri
    .employee = Karyawan
    .employee-words = pegawai, karyawati, swasta, kerja swasta, guru honorer, honorer, satpam, kerja di toko, kerja di pabrik, pns, asn, polisi, tni, tentara, guru, perawat, perangkat desa, karyawan pabrik
    .homemaker = Ibu rumah tangga
    .homemaker-words = irt, rumah tangga, ibu rmh tangga, ngurus rumah, ngurus anak, momong, di rumah saja
    .not_working = Tidak bekerja
    .not_working-words = tidak kerja, gak kerja, ga kerja, nggak kerja, ora kerjo, mboten nyambut damel, nganggur, pengangguran, belum kerja, belum bekerja, sudah tua, pensiun, pelajar, mahasiswa, sakit, tidak bisa kerja
    .other = Lainnya
    .other-words = lain, yang lain, lain lain, selain itu, tidak ada yang cocok

housing = Rumah yang ditempati milik siapa?
    .help = Pilih yang paling dekat dengan keadaan sekarang.
    .line = Rumah: { $value }
    .own = Milik sendiri
    .own-words = sendiri, rumah sendiri, punya sendiri, milik saya, punya saya, hak milik, omah dewe, omahe dewe, duweke dewe, duwe dewe, duwek dewek, umah dewek, gone dewe, griyo piyambak, griya piyambak, griyo kiyambak, griya kiyambak, piyambak, kiyambak, gadhahe piyambak, gadhahe kulo piyambak, dewe, warisan, rumah warisan, beli sendiri
    .rent = Sewa/kontrak
    .rent-words = ngontrak, kontrakan, nyewa, menyewa, rumah sewa, rumah kontrakan, kos, kost, ngekos, bayar bulanan
    .shared = Menumpang
    .shared-words = numpang, nunut, nderek, ikut orang tua, ikut ortu, rumah orang tua, rumah mertua, ikut mertua, ikut anak, ikut saudara, melu wong tuwo, nderek tiyang sepuh, bareng orang tua, milik mertua, milik orang tua, punya mertua, punya orang tua, punya anak, punya mbah, rumah mbah, omahe mbah, omahe mertuo, rumah saudara, bareng mertua, bareng mbah, tinggal sama orang tua, tinggal sama mertua, pinjam, dipinjami, tanah orang
    .other = Lainnya
    .other-words = lain, yang lain, lain lain, selain itu, tidak ada yang cocok, rumah dinas, mess, gubuk, tanah desa, tanah perhutani, milik desa, milik perhutani

## 9 Periksa dan kirim

review =
    Mohon diperiksa dulu:
    { $lines }

    Apakah semua benar? Ketik YA, atau UBAH dan nomornya, misalnya UBAH 2.
    .help = Ketik YA kalau semua benar. Untuk memperbaiki baris 2, ketik UBAH 2.
    .right = Ya, benar
    .change = Ada yang diubah
    .which = Baris mana yang mau diubah? Ketik nomornya.

declaration =
    Terakhir, pernyataan: semua yang saya sampaikan benar.
    Data yang sengaja tidak benar bisa membuat NIK ditutup dari bantuan sampai lima tahun.

    Ketik KIRIM untuk menyatakan itu dan mengirim. Ketik KEMBALI untuk memeriksa lagi.
    .help = Belum ada yang terkirim. Ketik KIRIM kalau sudah yakin, KEMBALI untuk memeriksa lagi.
    .send = KIRIM
    .problem-not-sent = Baik, belum kami kirim. Ketik KIRIM kalau sudah yakin, atau KEMBALI untuk memeriksa lagi.

send =
    .waiting = Data sedang kami kirim. Nomor pendaftaran segera menyusul.
    .rejected = Ada yang perlu diperbaiki sebelum bisa dikirim. Jawaban yang lain tetap tersimpan.
    .late-accepted =
        { $role ->
            [agent]
                Kabar baik: satu keluarga yang tadi menunggu sudah tercatat.
                Nomor pendaftaran: { $number }
                { $confirm ->
                    [code] Warga memastikannya dari HP-nya dengan mengetik BENAR { $code }
                   *[witness] Saksi atau petugas akan ditanya nanti.
                }
           *[resident]
                Kabar baik: pendaftaran Bapak/Ibu sudah tercatat.
                Nomor pendaftaran: { $number }
                Mohon dicatat. Ini belum berarti pasti menerima bantuan.
        }
    .late-already =
        Keluarga ini sudah pernah Bapak/Ibu daftarkan dari nomor ini.
        Nomor pendaftaran: { $number }

done =
    { $role ->
        [agent]
            Terima kasih, pendaftaran sudah kami terima.
            Nomor pendaftaran: { $number }
            Didaftarkan oleh agen { $agent }. Berikan nomornya kepada warga. Ini belum berarti pasti menerima bantuan.
            { $confirm ->
                [code] Minta warga mengirim dari HP-nya ke layanan ini: BENAR { $code }. Kalau merasa belum mendaftar: BUKAN SAYA { $code }.
               *[witness] Warga tanpa HP bisa ditanya petugas atau saksinya nanti.
            }
            { $place ->
                [elsewhere] { $desa } di luar wilayah tugas Bapak/Ibu, jadi datanya kami teruskan ke petugas di sana.
               *[here] Untuk keluarga berikutnya, ketik MENU.
            }
       *[resident]
            Terima kasih, pendaftaran sudah kami terima.
            Nomor pendaftaran: { $number }
            Mohon dicatat. Petugas desa akan memeriksa datanya. Ini belum berarti pasti menerima bantuan.

            Untuk menanyakan hasilnya, ketik STATUS. Untuk mendaftarkan orang lain, ketik DAFTAR.
    }
already_yours =
    { $role ->
        [agent]
            Keluarga ini sudah pernah Bapak/Ibu daftarkan.
            Nomor pendaftaran: { $number }

            Untuk keluarga berikutnya, ketik MENU.
       *[resident]
            Keluarga ini sudah pernah Bapak/Ibu daftarkan dari nomor ini.
            Nomor pendaftaran: { $number }

            Untuk menanyakan hasilnya, ketik STATUS. Untuk mendaftarkan orang lain, ketik DAFTAR.
    }
taken =
    NIK ini sudah terdaftar, jadi tidak perlu didaftarkan lagi. Tidak ada isian yang hilang.
    Kalau warga merasa belum pernah mendaftar, mohon hubungi { $contact }.

    Untuk keluarga berikutnya, ketik MENU.
saved =
    { $role ->
        [agent]
            Terima kasih, data keluarga ini sudah kami simpan dengan aman.
            Nomor pendaftaran menyusul di sini. Tidak perlu mengirim ulang. Untuk keluarga berikutnya, ketik MENU.
       *[resident]
            Terima kasih, data Bapak/Ibu sudah kami simpan dengan aman.
            Nomor pendaftaran menyusul di sini. Tidak perlu mengirim ulang.
    }
not_taken =
    Data keluarga ini sudah kami simpan, tetapi tugas Bapak/Ibu sebagai agen sedang dihentikan kantor, jadi belum terdaftar.
    Petugas kantor melihat datanya dan menindaklanjuti. Tidak perlu mengetik ulang. Kalau ada pertanyaan, hubungi { $contact }.

    Ketik MENU untuk layanan warga.
