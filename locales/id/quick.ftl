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
