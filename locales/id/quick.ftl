### Mendaftarkan keluarga dengan satu pesan. Pertanyaan satu per satu sama dengan pertanyaan pendaftaran.

# panjang: memuat isian yang disalin, atau semua yang sudah terbaca.
form = { $stage ->
    [more] { $half ->
            [yes] Pesannya sepertinya terpotong.
           *[no] Terima kasih.
        } Yang sudah terbaca:
        { $lines }

        Mohon dilengkapi dalam satu pesan, yang kurang saja:
        { $missing }
   *[first] Salin, isi, lalu kirim kembali. Satu keluarga satu pesan.
        Anggota: satu orang satu baris, seperti Siti, istri, 35 tahun. Anak: tambah sekolahnya. Tidak ada: tulis strip.
        Setuju: ya berarti warga sudah mendengar pemberitahuan dan setuju. Pemberitahuannya: ketik BANTUAN.
        Tanpa HP: tambah Saksi: dan namanya.

        Setuju:
        NIK:
        KK:
        Nama:
        Tgl lahir:
        Dusun:
        RT/RW:
        Desa:
        Kec:
        HP:
        Anggota:
        Hamil:
        Kesulitan:
        Pekerjaan:
        Rumah:
    }
    .missing-item = { $why ->
            [missing] - { $field ->
                [consent] Setuju: ya, kalau warga setuju didaftarkan
                [nik] NIK: 16 angka
                [kk] KK: 16 angka
                [name] Nama: nama kepala keluarga
                [birth_date] Tgl lahir: misalnya 17-8-1965
                [kecamatan] Kec: nama kecamatan
                [desa] Desa: nama desa atau kelurahan
                [dusun] Dusun: namanya, atau strip
                [rt_rw] RT/RW: misalnya 3/2, atau strip
                [phone] HP: nomornya, atau strip
                [members] Anggota: nama, hubungan, umur; atau tidak ada
                [small_children] Balita: berapa anak 0 sampai 6 tahun
                [elderly] Lansia: berapa yang 60 tahun ke atas
                [pregnant] Hamil: ada atau tidak
                [schooling] Sekolah: tingkat sekolah { $who }
                [disability] Kesulitan: tidak ada, atau melihat, berjalan, dan lainnya
                [occupation] Pekerjaan: misalnya buruh tani
                [housing] Rumah: milik sendiri, sewa, atau menumpang
                [witness] Saksi: nama yang melihat warga setuju, atau strip
               *[other] Data lain
            }
           *[odd] - { $field ->
                [consent] Setuju
                [nik] NIK
                [kk] KK
                [name] Nama
                [birth_date] Tgl lahir
                [kecamatan] Kec
                [desa] Desa
                [dusun] Dusun
                [rt_rw] RT/RW
                [phone] HP
                [members] Anggota
                [members_count] Jumlah anggota
                [small_children] Balita
                [elderly] Lansia
                [pregnant] Hamil
                [schooling] Sekolah
                [disability] Kesulitan
                [occupation] Pekerjaan
                [housing] Rumah
                [acting_reason] Alasan lewat agen
                [consent_way] Cara setuju
                [witness] Saksi
               *[other] Data lain
            }: tertulis "{ $said }". { $why ->
                [too-short] Angkanya baru { $digits }.
                [too-long] Angkanya { $digits }, terlalu banyak.
                [shortened] Angka terakhirnya hilang karena Excel. Mohon ketik 16 angka.
                [swapped] NIK dan KK sepertinya tertukar.
                [which-number] Tulis NIK atau KK di depan nomornya.
                [same-as-nik] Itu NIK. Nomor KK ada di bagian atas kartu.
                [looks-like-nik] Itu sepertinya NIK.
                [looks-like-kk] Itu sepertinya nomor KK.
                [said-twice] Ada dua. Mohon tulis satu saja.
                [mismatch] Menurut NIK { $in_nik }. Kalau memang berbeda, tulis sekali lagi.
                [which] Pilih: { $choices }.
                [elsewhere] Desanya di kecamatan lain. Mohon tulis desa dan kecamatannya.
                [rw-missing] RW belum ada.
                [rt-missing] RT belum ada.
                [members-differ] Jumlahnya belum sama dengan nama yang tertulis.
                [age-missing] Umur { $who } belum ada.
                [relation-missing] Hubungannya belum ada.
                [one-at-a-time] Satu orang satu baris.
                [not-agreed] Tanpa persetujuan kami tidak boleh mendaftarkan.
                [landline] Itu telepon rumah. Nomor HP diawali 08.
                [unknown] Belum kami kenal. Mohon ditulis lagi.
                [not-offered] { $field ->
                    [acting_reason] Tulis tidak punya HP, lansia, disabilitas, atau lainnya.
                    [consent_way] Tulis lisan, tanda tangan, cap jempol, atau lewat wali.
                   *[other] Mohon ditulis lagi.
                }
                [has-digits] Nama ditulis dengan huruf saja.
                [taken] Sudah terdaftar.
                [row-twice] Sama dengan nomor urut { $row }. Mohon sisakan satu.
               *[other] Mohon ditulis lagi.
            }
        }
    .left-item = { $why ->
            [others] Ada { $text } keluarga lain di pesan ini. Kami simpan, dan kita lanjutkan sesudah keluarga ini.
            [unasked] Tidak perlu ditulis: { $text }
           *[unread] Belum kami pahami: { $text }
        }
    .noted = { $left }
    .help =
        Bacakan kepada warga: data keluarga dipakai untuk usulan bansos dan diperiksa petugas. Disimpan paling lama { $retention }.
        Boleh dilihat, diperbaiki, dan dihapus: { $contact }. Kalau setuju, tulis Setuju: ya.
        Boleh juga Setuju: lisan, tanda tangan, cap jempol, atau lewat wali. Boleh tambah Alasan:.
    .again = Mohon kirim yang kurang saja. Ketik ULANG untuk membaca daftarnya.
    .one_by_one = Satu per satu
    .one_by_one-words = satu satu, satu-satu, tanya satu per satu, tanyakan, tanya
    .problem-nothing-read = Belum ada data keluarga yang terbaca. Mohon tulis seperti NIK: lalu nomornya.
    .problem-two-families = Pesan ini sepertinya berisi dua keluarga, jadi belum ada yang kami catat. Mohon kirim satu keluarga satu pesan.

# panjang: memuat semua isian dan pernyataannya.
review =
    Mohon diperiksa dulu:
    { $lines }

    Data yang sengaja tidak benar bisa membuat NIK ditutup dari bantuan sampai lima tahun.
    Kalau semua benar, ketik KIRIM. Untuk mengubah, ketik UBAH dan nomornya, misalnya UBAH 2.
    .help = Ketik KIRIM kalau semua benar. Untuk memperbaiki baris 2, ketik UBAH 2.
    .right = KIRIM
    .change = Ada yang diubah
    .which = Baris mana yang mau diubah? Ketik nomornya.

send =
    .waiting = Data sedang kami kirim. Nomor pendaftaran segera menyusul.
    .rejected = Ada yang perlu diperbaiki sebelum bisa dikirim. Jawaban yang lain tetap tersimpan.
    .late-accepted =
        Kabar baik: keluarga yang Bapak/Ibu daftarkan sudah tercatat.
        Nomor pendaftaran: { $number }
        { $confirm ->
            [code] Warga memastikannya dari HP-nya dengan mengetik BENAR { $code }
           *[witness] Ini belum berarti pasti menerima bantuan.
        }
    .late-already =
        Keluarga ini sudah pernah Bapak/Ibu daftarkan dari nomor ini.
        Nomor pendaftaran: { $number }

refused = Baik, tidak ada yang kami simpan. Ketik MENU untuk pilihan lain.
already_yours =
    Keluarga ini sudah pernah Bapak/Ibu daftarkan dari nomor ini.
    Nomor pendaftaran: { $number }

    Silakan kirim keluarga berikutnya, atau ketik MENU.
done =
    Terima kasih, keluarga ini sudah kami terima.
    Nomor pendaftaran: { $number }
    Mohon disampaikan kepada warga. Ini belum berarti pasti menerima bantuan.
    { $confirm ->
        [code] Minta warga mengirim dari HP-nya ke layanan ini: BENAR { $code }, atau BUKAN SAYA { $code }.
       *[witness] Warga tanpa HP bisa ditanya petugas nanti.
    }
    { $place ->
        [elsewhere] { $desa } di luar wilayah tugas Bapak/Ibu, jadi datanya kami teruskan ke petugas di sana.
       *[here] Didaftarkan oleh agen { $agent }.
    }

    Silakan kirim keluarga berikutnya, atau ketik MENU.
saved =
    Terima kasih, data keluarga ini sudah kami simpan dengan aman.
    Nomor pendaftaran menyusul di sini. Tidak perlu mengirim ulang.

    Silakan kirim keluarga berikutnya, atau ketik MENU.
taken =
    NIK ini sudah terdaftar, jadi tidak perlu didaftarkan lagi.
    Kalau warga merasa belum pernah mendaftar, mohon hubungi { $contact }.

    Silakan kirim keluarga berikutnya, atau ketik MENU.
    .sent-before = Keluarga itu tidak kami kirim, karena NIK-nya sudah terdaftar.
not_taken =
    Data keluarga ini sudah kami simpan, tetapi tugas Bapak/Ibu sebagai agen sedang dihentikan kantor, jadi belum terdaftar.
    Petugas kantor melihat datanya dan menindaklanjuti. Kalau ada pertanyaan, hubungi { $contact }.

    Ketik MENU untuk layanan warga.
