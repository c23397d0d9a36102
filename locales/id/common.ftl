### Kalimat yang tidak terikat pada satu pertanyaan.
### Variabel yang selalu ada: $operator, $contact, $official_page.

step-counter = { $step } dari { $steps }
not-told = tidak diisi

## Perintah yang bisa diketik kapan saja

help-commands =
    Yang bisa diketik kapan saja:
    KEMBALI - memperbaiki jawaban sebelumnya
    ULANG - membaca pertanyaan lagi
    MENU - ke menu; isian disimpan
    PETUGAS - bertanya kepada orang
    BATAL - menghapus isian
    BAHASA - ganti bahasa
person =
    Petugas siap membantu: { $contact }. Bisa juga datang ke kantor desa atau kelurahan.
    Layanan ini gratis. Petugas tidak pernah meminta OTP, PIN, atau uang.
notices-stopped = Baik, kami tidak akan mengirim kabar bantuan ke nomor ini lagi. Layanan lain tetap bisa dipakai. Kalau ingin kabarnya lagi, ketik MULAI LAGI.
notices-resumed = Baik, kabar bantuan akan kami kirim lagi ke nomor ini. Bisa dihentikan kapan saja dengan mengetik BERHENTI.
language-which = Mau memakai bahasa apa?
language-set = Baik, kita pakai bahasa Indonesia.
cancel-sure = Yakin dibatalkan? Semua yang sudah diketik akan dihapus.
cancel-yes = Ya, batalkan
cancel-no = Tidak, lanjutkan
cancelled = Sudah dibatalkan. Isian tadi sudah kami hapus.
not-cancelled = Baik, kita lanjutkan.

## Sesudah lama tidak ada kabar, atau sesudah layanan diperbarui

reminder = Bapak/Ibu, pendaftaran tadi belum selesai. Kalau sempat, mari dilanjutkan. Ketik MENU untuk pilihan lain.
draft-forgotten = Pendaftaran yang dulu belum selesai sudah kami hapus, karena lewat 30 hari.
moved-on = Layanan ini baru diperbarui. Jawaban Bapak/Ibu tetap tersimpan. Kita lanjutkan dari sini:
list-anew = Yang sudah diketik kami tanyakan lagi satu per satu. Kalau tidak jadi diubah, ketik KEMBALI.
came-late = Mohon maaf, ada pesan Bapak/Ibu yang baru sampai kepada kami sekarang, jadi belum kami catat. Kalau masih perlu, mohon ditulis lagi.
said-again = Pesan ini mungkin sudah sampai sebelumnya. Kalau sudah, tidak apa-apa.
practice = LATIHAN - data ini tidak dikirim ke petugas.
practice-number = LATIHAN
practice-only = Ini hanya latihan, jadi tidak ada yang dikirim atau dititipkan. Kalau sungguhan, ketik MENU dulu, lalu ulangi.
sent-before = Keluarga itu sudah terkirim, jadi tidak perlu dikirim lagi.

## Kabar tentang pendaftaran

notice-sent = Kabar pendaftaran { $number }: sudah kami terima kembali. Petugas akan memeriksanya. Untuk melihat keadaannya, ketik STATUS.
notice-checked = Kabar pendaftaran { $number }: sudah diperiksa petugas. Bapak/Ibu tidak perlu melakukan apa-apa. Kabar berikutnya kami kirim di sini.
notice-needs_fixing =
    Kabar pendaftaran { $number }: ada yang mohon dilihat lagi.
    { $lines }
notice-mark = - { $field ->
        [nik] NIK
        [kk] Nomor KK
        [name] Nama
        [birth_date] Tanggal lahir
        [address] Alamat
        [phone] Nomor HP
        [members] Anggota keluarga
        [pregnant] Hamil atau baru melahirkan
        [disability] Kesulitan
        [occupation] Pekerjaan
        [housing] Rumah
       *[other] Data lain
    }: { $reason }
notice-word =
    Kabar dari petugas tentang bantuan yang Bapak/Ibu laporkan:
    { $word }
notice-fix-later = Selesaikan dulu yang sedang diisi. Sesudah itu ketik MENU, lalu pilih Perbaiki data.
notice-forwarded = Kabar pendaftaran { $number }: sudah diteruskan ke pusat. Mohon ditunggu. Ini belum berarti pasti menerima bantuan.
notice-eligible = Kabar pendaftaran { $number }: hasilnya layak. Ini belum berarti sudah dibayarkan. Kabar berikutnya kami kirim di sini.
notice-not_eligible = Kabar pendaftaran { $number }: hasilnya belum layak. Kalau menurut Bapak/Ibu itu keliru, ketik SANGGAH, atau datang ke kantor desa.
notice-appealed = Kabar pendaftaran { $number }: sanggahan sudah kami terima dan sedang diperiksa. Mohon ditunggu.
notice-done = Kabar pendaftaran { $number }: sudah selesai. Terima kasih. Kalau ada pertanyaan, ketik PETUGAS.
notice-withdrawn = Kabar pendaftaran { $number }: sudah dicabut dan tidak diproses lagi. Kalau ada pertanyaan, ketik PETUGAS.
notice-other = Kabar pendaftaran { $number }: keadaannya berubah. Untuk melihatnya, ketik STATUS.
notice-taken = Isian yang Bapak/Ibu titipkan sudah diambil dan dilanjutkan penerimanya. Tidak perlu melakukan apa-apa lagi.
notice-confirm =
    Seorang agen resmi mendaftarkan keluarga dengan nomor HP ini untuk usulan bansos. Nomor pendaftaran: { $number }.
    Kalau benar, ketik BENAR { $code }. Kalau tidak, ketik BUKAN SAYA { $code }.
    Gratis. Kami tidak pernah meminta OTP, PIN, atau uang.

## Memastikan pesan

check-told-here = Benar, pesan itu dari kami dan kami kirim ke nomor ini.
check-ours =
    Benar, kabar ini dari kami, kami kirim ke nomor ini pada { $day }. Isinya:
    { $text }
check-changed =
    Hati-hati. Pesan itu mirip kabar kami, tetapi isinya sudah diubah. Yang kami kirim ke nomor ini pada { $day }:
    { $text }
    Jangan ikuti yang lain. Untuk memberi tahu kami, ketik LAPOR PENIPUAN.
check-not-ours = Hati-hati. Itu bukan kabar yang kami kirim ke nomor ini. Jangan buka tautannya, jangan membayar, dan jangan memberi OTP atau PIN. Kalau kabar itu diterima di HP lain, periksalah dari HP itu. Untuk memberi tahu kami, ketik LAPOR PENIPUAN.
check-too-many = Sudah sepuluh kode yang belum cocok hari ini. Mohon teruskan pesannya ke sini, atau hubungi { $contact }.
check-unavailable = Mohon maaf, pesan itu belum bisa kami periksa sekarang. Jangan diikuti dulu. Mohon dicoba lagi beberapa menit lagi, atau hubungi { $contact }.

## Yang datang selain tulisan

received-voice = Terima kasih. Mohon maaf, pesan suara belum bisa kami dengarkan. Mohon diketik, ya.
received-photo = Terima kasih, tetapi kami tidak memerlukan foto. Foto KTP atau KK tidak usah dikirim. Mohon diketik saja.
received-location = Terima kasih. Mohon maaf, lokasi belum bisa kami baca. Mohon diketik, ya.
received-sticker = Terima kasih stikernya. Mohon jawabannya diketik, ya.
received-contact = Terima kasih. Untuk pertanyaan ini mohon jawabannya diketik, ya.
received-document = Terima kasih. File hanya bisa kami baca dari agen. Kalau Bapak/Ibu agen, ketik AGEN dulu, lalu kirim lagi filenya. Kalau bukan, mohon diketik saja, ya.
received-other = Terima kasih. Mohon maaf, kiriman ini belum bisa kami baca. Mohon diketik, ya.
old-button = Tombol itu dari pertanyaan yang sudah lewat. Yang sekarang ini:

## Menjawab dengan ramah

greeting = Halo, Bapak/Ibu. Mari kita lanjutkan.
thanks = Sama-sama, Bapak/Ibu.
worry-cost = Gratis, tidak dipungut biaya apa pun.
worry-data = Data hanya dipakai untuk usulan bansos, diperiksa petugas desa dan { $operator }. Tidak dijual dan tidak diumumkan.
which-one = Maksud Bapak/Ibu yang mana?
is-it-this = Apakah ini yang dimaksud? Kalau bukan, mohon ketik lagi.
trouble = Mohon maaf, ada gangguan di pihak kami. Jawaban Bapak/Ibu yang lain tetap tersimpan. Mohon kirim lagi sebentar lagi, atau ketik PETUGAS.
problem-unclear = Mohon maaf, jawaban itu belum kami pahami.
problem-not-offered = Mohon maaf, jawaban itu belum kami pahami. Cukup ketik angkanya, misalnya 1.
problem-not-reviewed = Mohon maaf, belum kami pahami. Ketik YA kalau semua benar, atau UBAH dan nomornya, misalnya UBAH 2.
person-offered = Tidak apa-apa kalau sulit. Petugas bisa membantu: ketik PETUGAS. Atau mari kita coba sekali lagi.
person-offered-skip = Tidak apa-apa kalau sulit. Ketik LEWATI untuk melewati pertanyaan ini, atau PETUGAS untuk dibantu orang.

## Banyak keluarga sekaligus, dari agen

batch-taken = Terima kasih, kirimannya sudah kami terima. Isinya sedang kami periksa. Hasilnya kami kirim di sini.
batch-locked = Kiriman ini belum kami buka, karena kunci agen perlu diketik lagi. Ketik AGEN, lalu mohon kirim sekali lagi.
batch-other-kind = File jenis ini belum bisa kami baca. Yang bisa: Excel (.xlsx), CSV, atau teks. Mohon disimpan seperti itu, lalu kirim lagi.
batch-too-large = File ini lebih dari 2 MB. Mohon dibagi menjadi beberapa file, tanpa gambar, lalu kirim satu per satu.
batch-unusable =
    { $why ->
        [empty] Di kiriman ini belum ada data keluarga. Baris pertama judul isian, lalu satu baris untuk tiap keluarga.
        [too-large] File ini lebih dari 2 MB. Mohon dibagi menjadi beberapa file, tanpa gambar.
        [too-many-rows] Isinya lebih dari { $name } keluarga. Mohon dibagi menjadi beberapa file.
        [old-excel] File ini Excel lama (.xls) atau terkunci. Simpan sebagai Excel Workbook (.xlsx) tanpa kunci.
        [locked] File ini terkunci. Simpan sekali lagi tanpa kunci.
        [unpacks-too-large] Isi file ini terlalu besar. Salin barisnya saja ke lembar baru, lalu simpan sebagai .xlsx.
        [not-a-workbook] File ini belum bisa dibuka sebagai Excel. Buka di Excel, lalu simpan sebagai .xlsx.
        [utf-16] Simpan sekali lagi sebagai .xlsx, atau CSV yang biasa.
        [broken-csv] Di sekitar baris { $row } ada tanda kutip yang tidak berpasangan. Mohon dirapikan.
        [formula] Baris { $row } berisi rumus. Salin semua, tempel sebagai nilai (Paste Values), lalu simpan.
        [columns-missing] Judul NIK belum ada. Yang terbaca di baris pertama: { $found }.
        [gone] File ini sudah tidak ada di aplikasi chat, jadi belum kami periksa.
        [agent-suspended] Tugas Bapak/Ibu sebagai agen sedang dihentikan sementara, jadi file ini belum kami periksa. Untuk menanyakannya, hubungi { $contact }.
        [agent-nobody] HP ini belum tersambung sebagai agen, jadi file ini belum kami periksa. Ketik AGEN dan kode dari kantor.
       *[not-text] Isi file ini bukan Excel, CSV, atau teks. Simpan sebagai .xlsx atau CSV.
    } Belum ada yang kami catat. Sesudah itu mohon kirim lagi.
batch-result =
    { $counted ->
        [family] Kiriman Bapak/Ibu sudah kami periksa.
       *[row] File Bapak/Ibu sudah kami periksa.
    }
    { $registered ->
        [none] Belum ada keluarga baru yang diterima.
       *[some] { $registered } keluarga diterima.
    }{ $already ->
        [none] { "" }
       *[some] { " " }{ $already } keluarga sudah pernah Bapak/Ibu daftarkan.
    }{ $faulty ->
        [none] { "" }
       *[some] { " " }{ $faulty } { $counted ->
            [family] keluarga
           *[row] baris
        } perlu diperbaiki. Perbaiki yang itu, lalu kirim lagi; yang sudah diterima tidak akan dobel.
    }
batch-more = Lanjutannya:
batch-left = Masih ada { $left } lagi yang perlu diperbaiki. Perbaiki dulu yang di atas, lalu kirim lagi filenya.
batch-row = { $counted ->
        [family] Keluarga { $row }
       *[row] Baris { $row }
    }: { $outcome ->
        [faulty] { $lacks }
        [confirmed] nomor { $number }, warga memastikan dengan BENAR { $code }
       *[registered] nomor { $number }
    }

# Yang kurang, atau perlu ditulis lain, dari satu keluarga.
lack = { $why ->
        [missing] { $field ->
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
       *[odd] { $field ->
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
            [too-short] Angkanya baru { $digits }
            [too-long] Angkanya { $digits }, terlalu banyak
            [shortened] Angka terakhirnya hilang karena Excel. Mohon ketik 16 angka
            [swapped] NIK dan KK sepertinya tertukar
            [which-number] Tulis NIK atau KK di depan nomornya
            [same-as-nik] Itu NIK. Nomor KK ada di bagian atas kartu
            [looks-like-nik] Itu sepertinya NIK
            [looks-like-kk] Itu sepertinya nomor KK
            [said-twice] Ada dua. Mohon tulis satu saja
            [mismatch] Menurut NIK { $in_nik }. Kalau memang berbeda, tulis sekali lagi
            [which] Pilih: { $choices }
            [elsewhere] Desanya di kecamatan lain. Mohon tulis desa dan kecamatannya
            [rw-missing] RW belum ada
            [rt-missing] RT belum ada
            [members-differ] Jumlahnya belum sama dengan nama yang tertulis
            [age-missing] Umur { $who } belum ada
            [relation-missing] Hubungannya belum ada
            [one-at-a-time] Satu orang satu baris
            [not-agreed] Tanpa persetujuan kami tidak boleh mendaftarkan
            [landline] Itu telepon rumah. Nomor HP diawali 08
            [unknown] Belum kami kenal. Mohon ditulis lagi
            [not-offered] { $field ->
                [acting_reason] Tulis tidak punya HP, lansia, disabilitas, atau lainnya
                [consent_way] Tulis lisan, tanda tangan, cap jempol, atau lewat wali
               *[other] Mohon ditulis lagi
            }
            [has-digits] Nama ditulis dengan huruf saja
            [taken] Sudah terdaftar
            [row-twice] Sama dengan nomor urut { $row }. Mohon sisakan satu
           *[other] Mohon ditulis lagi
        }
    }
missing-item = - { lack }{ $why ->
        [missing] { "" }
       *[odd] .
    }
