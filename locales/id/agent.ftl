### Agen: kode undangan, kunci agen, dan menu agen.
### Disebut kunci, karena layanan ini berjanji tidak pernah meminta PIN.

code = Kode agen pada pesan itu belum terbaca utuh. Mohon ketik kodenya sekali lagi, misalnya K7MX-9QPT-3V.
    .again = Kode undangan agen apa yang Bapak/Ibu terima? Misalnya K7MX-9QPT-3V.
    .help = Kode ini dari kantor: sepuluh huruf dan angka. Huruf besar atau kecil sama saja.
    .problem-no-code = Mohon ketik kodenya saja, sepuluh huruf dan angka, misalnya K7MX-9QPT-3V.
    .problem-slip = Ada huruf atau angka yang belum cocok pada kode itu. Mohon dilihat lagi, lalu ketik semuanya.
    .problem-unknown =
        Kode itu belum kami kenal. Mohon dicocokkan lagi dengan yang tertulis.
        Kalau kodenya untuk memastikan pendaftaran, ketik BENAR atau BUKAN SAYA di depannya. Kalau untuk titipan, ketik AMBIL di depannya.

new_pin =
    Sekarang buat kunci agen: 6 angka, hanya untuk layanan ini. Jangan memakai PIN ATM. Jangan diberitahukan kepada siapa pun, juga kepada petugas.

    Apa kunci agen yang Bapak/Ibu pilih?
    .help = Ketik 6 angka yang mudah diingat sendiri, tetapi bukan tanggal lahir atau angka berurutan.
    .again = Apa kunci agen yang Bapak/Ibu pilih? 6 angka.
    .problem-not-six = Kunci agen terdiri dari 6 angka. Mohon ketik angkanya saja.
    .problem-weak = Kunci itu mudah ditebak orang. Mohon pilih yang lain: bukan tanggal lahir, angka kembar, atau berurutan.
    .problem-wrong = Kedua kunci tadi belum sama. Mari dibuat sekali lagi.
same_pin = Mohon ketik kunci agen itu sekali lagi, lalu hapus kedua pesan tadi dari HP.
    .help = Ketik 6 angka yang sama dengan tadi. Kalau lupa, ketik KEMBALI untuk membuat yang lain.
    .problem-not-six = Kunci agen terdiri dari 6 angka. Mohon ketik angkanya saja.

own_pin = Mohon ketik kunci agen Bapak/Ibu, 6 angka. Sesudah itu hapus pesannya dari HP.
    .help = Ini 6 angka yang dibuat sendiri saat pertama kali masuk di sini. Kalau lupa, minta kode baru ke kantor. Ketik MENU untuk menu warga.
    .problem-not-six = Kunci agen terdiri dari 6 angka. Mohon ketik angkanya saja.
    .problem-wrong = Kunci itu belum cocok. Masih bisa dicoba { $left } kali lagi.

task = { $name }, agen untuk { $area }. Mau mengerjakan apa?
    .help = Ketik angka di depan pilihan. Kalau bingung, ketik PETUGAS.
    .resume = Lanjutkan
    .resume-words = lanjut, teruskan, lanjut daftar, lanjutkan pendaftaran
    .resume-about = lanjut, lanjut daftar, yang tadi, tadi
    .guided = Daftarkan warga
    .guided-words = daftar, daftarkan, mendaftarkan, panduan, daftar warga, warga baru, daftar panduan
    .guided-about = daftar, daftar warga, warga baru, keluarga baru
    .guided-hints = bansos, bantuan, bantuan sosial, sembako, beras, pkh, bpnt, blt, warga
    .quick = Daftar cepat
    .quick-words = cepat, satu pesan, mode cepat, kilat
    .quick-about = cepat, daftar cepat, kilat, satu pesan
    .many = Banyak keluarga
    .many-words = file, excel, csv, banyak, banyak sekaligus, dari file
    .many-about = file, excel, csv, banyak, daftar banyak, banyak keluarga, daftar dari file
    .work = Daftar kerja
    .work-words = kerja, tugas, daftar tugas, pekerjaan saya
    .work-about = kerja, daftar kerja, tugas, daftar tugas, pekerjaan
    .practice = Latihan
    .practice-words = latihan, belajar, coba
    .practice-about = latihan, belajar, berlatih, nyoba
    .resident = Menu warga
    .resident-words = warga, menu warga, untuk saya sendiri, saya sendiri
    .resident-about = menu warga, sendiri, status, cek

# panjang: memuat judul isian, dan pernyataan agen.
file =
    Kirim file Excel (.xlsx) atau CSV di sini, paling banyak 1.000 keluarga. Satu baris satu keluarga. Judul di baris pertama sama dengan isian daftar cepat:
    Setuju, NIK, KK, Nama, Tgl lahir, Dusun, RT, RW, Desa, Kec, HP.
    Anggota 1, Anggota 2, Hamil, Kesulitan, Pekerjaan, Rumah.
    Boleh ditambah: Alasan lewat agen, Cara setuju, Saksi.
    Anggota ditulis seperti: Siti, anak, 15 tahun, SMP. NIK dan KK disimpan sebagai Teks, supaya angkanya utuh. Contoh filenya ada di kantor.

    Tanpa file: ketik BANYAK, lalu di bawahnya tempel data beberapa keluarga.

    Dengan mengirim, Bapak/Ibu menyatakan setiap warga sudah mendengar pemberitahuan, setuju, dan datanya benar. Hasil tiap baris kami kirim di sini.
rehearsal =
    Latihan memakai percakapan yang sama, dengan data contoh. Tidak ada yang dikirim ke petugas, dan tidak ada yang disimpan.
    Untuk berhenti, ketik MENU. Mau berlatih yang mana?
    .help = Pakai data contoh saja, bukan data warga. Ketik angka di depan pilihan.
    .guided = Satu per satu
    .guided-words = panduan, daftarkan warga
    .quick = Satu pesan
    .quick-words = cepat, daftar cepat

not_bound =
    { $why ->
        [used] Kode itu sudah dipakai. Satu kode hanya untuk satu HP.
        [expired] Kode itu sudah lewat tujuh hari.
        [not_yours] Kode itu untuk nomor WhatsApp yang lain. Mohon dipakai dari nomor yang didaftarkan kantor.
        [other_agent] HP ini sudah tersambung dengan agen lain.
        [suspended] Tugas untuk kode itu sedang dihentikan kantor.
       *[too_many] Sudah sepuluh kode yang belum cocok hari ini. Mohon dicoba lagi besok.
    } Kalau perlu, minta kode baru ke kantor: { $contact }.

    Ketik MENU untuk layanan warga.
suspended =
    Tugas Bapak/Ibu sebagai agen sedang dihentikan sementara oleh kantor. Untuk menanyakan sebabnya, hubungi { $contact }.

    Ketik MENU untuk layanan warga. Kalau sudah diaktifkan lagi, ketik AGEN.
nobody =
    HP ini belum tersambung sebagai agen. Kalau Bapak/Ibu sudah diundang, ketik AGEN dan kode dari kantor, misalnya AGEN K7MX-9QPT-3V.

    Ketik MENU untuk layanan warga.
locked =
    Kunci agen belum cocok beberapa kali, jadi demi keamanan ditutup dulu selama { $wait }. Sesudah itu ketik AGEN.
    Kalau lupa kuncinya, minta kode baru ke kantor: { $contact }.

    Ketik MENU untuk layanan warga.
away =
    Mohon maaf, tugas agen belum bisa kami pastikan sekarang. Mohon ketik AGEN lagi beberapa menit lagi.

    Ketik MENU untuk layanan warga.
