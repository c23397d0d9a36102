### Hak atas data sendiri (UU 27/2022): melihat, memperbaiki, menghapus, mencabut persetujuan.

which = Dari nomor ini ada beberapa pendaftaran. Yang mana?
    .help = Ketik angka di depan pilihan, atau nomor pendaftarannya.
    .problem-no-digits = Mohon ketik angka di depan pilihan, misalnya 1.
    .problem-length = Mohon ketik angka di depan pilihan, atau nomor pendaftaran 10 angka.

wish =
    Data yang kami simpan, sebagian disamarkan:
    Nomor: { $number }
    Nama: { $name }
    NIK: { $nik }
    KK: { $kk }
    HP: { $phone }
    Alamat: { $desa }
    Anggota lain: { $members } ({ $names })
    Juga: tanggal lahir, kehamilan, disabilitas, sekolah, pekerjaan, rumah.
    Kabar bantuan: { $broadcasts ->
        [yes] ya
        [no] tidak
       *[unknown] belum ditanya
    }
    { $entries }

    Salinan lengkap bisa diambil di kantor desa dengan KTP. Ada yang bisa kami bantu?
    .entries-item = { $what ->
        [agreed] Setuju pada { $on }, naskah { $notice }
        [withdrawn] Persetujuan dicabut pada { $on }
       *[request] Permintaan { $number } ({ $kind ->
            [copy] salinan
            [fix] perbaikan
            [erase] hapus data
           *[withdraw] cabut persetujuan
        }): { $state ->
            [done] sudah selesai
            [refused] belum bisa dipenuhi, tanyakan ke petugas
           *[open] sedang diurus, paling lambat { $on }
        }
    }
    .help = Ketik angka di depan pilihan. Kalau sudah cukup, pilih yang terakhir.
    .line = Permintaan: { $value }
    .copy = Minta salinan lengkap
    .copy-words = salinan, minta salinan, salinan lengkap
    .copy-about = salinan, salin, copy, fotokopi, cetak, print
    .fix = Ubah data
    .fix-words = ubah, perbaiki, ubah data, perbaiki data, betulkan
    .fix-about = ubah, betulkan, salah, keliru
    .erase = Hapus data
    .erase-words = hapus, hapus data, hapus semua
    .erase-about = hapus
    .withdraw = Cabut persetujuan
    .withdraw-words = cabut, cabut persetujuan, batal setuju
    .withdraw-about = cabut, tarik, batal setuju
    .enough = Tidak, cukup
    .enough-words = cukup, tidak, sudah, selesai, gak ada, tidak jadi

review =
    Pendaftaran { $number } ({ $name })
    { $lines }

    { $wish ->
        [copy] Salinan lengkap disiapkan petugas. Bapak/Ibu mengambilnya di kantor desa dengan KTP.
        [fix] Petugas akan menghubungi untuk memperbaiki datanya.
        [erase] Semua data keluarga dihapus dan tidak bisa dikembalikan. Pendaftaran berhenti. Yang tersisa hanya catatan tanpa nama.
       *[withdraw] Data tidak kami olah lagi, pendaftaran berhenti, dan kabar bantuan tidak dikirim lagi.
    }
    Dijawab paling lambat 3 x 24 jam.

    Kirim permintaan ini?
    .help = Ketik YA untuk mengirim permintaan. Kalau tidak jadi, pilih Ganti.
    .right = Ya, kirim
    .change = Ganti, tidak jadi
    .which = Apa yang mau diganti?

send =
    .waiting = Permintaan Bapak/Ibu sedang kami kirim. Nomornya menyusul di sini.
    .rejected = Mohon maaf, permintaan ini belum bisa kami terima. Mohon diperiksa sekali lagi.
    .late-accepted =
        Permintaan Bapak/Ibu sudah tercatat, nomor { $number }.
        Dijawab paling lambat 3 x 24 jam sejak diminta. Ketik DATA SAYA untuk melihat sampai mana.
    .late-already = Permintaan itu sudah pernah dikirim dan sedang diurus, nomor { $number }.

opened =
    Permintaan sudah tercatat, nomor { $number }.
    { $wish ->
        [copy] Petugas menyiapkan salinannya.
        [fix] Petugas akan menghubungi.
        [erase] Petugas memeriksa, lalu data dihapus.
       *[withdraw] Petugas menghentikan pendaftaran dan kabar bantuan.
    }
    Paling lambat 3 x 24 jam dari sekarang. Ketik DATA SAYA untuk melihat sampai mana, atau hubungi { $contact }.

    Ketik MENU untuk pilihan lain.
opened_before =
    Permintaan itu sudah pernah dikirim dan sedang diurus, nomor { $number }. Tidak perlu mengirim ulang.
    Ketik DATA SAYA untuk melihat sampai mana.

    Ketik MENU untuk pilihan lain.
saved =
    Permintaan sudah kami simpan. Nomornya menyusul di sini; tidak perlu mengirim ulang.
    Dijawab paling lambat 3 x 24 jam dari sekarang.
seen = Baik, terima kasih. Ketik MENU kapan saja.
erased =
    Pendaftaran { $number }: data keluarga sudah dihapus. Yang tersisa hanya catatan tanpa nama.
    { $entries }

    Kalau ada pertanyaan, hubungi { $contact }.

    Ketik MENU untuk pilihan lain.
    .entries-item = { $what ->
        [agreed] Setuju pada { $on }, naskah { $notice }
        [withdrawn] Persetujuan dicabut pada { $on }
       *[request] Permintaan { $number } ({ $kind ->
            [copy] salinan
            [fix] perbaikan
            [erase] hapus data
           *[withdraw] cabut persetujuan
        }): { $state ->
            [done] sudah selesai
            [refused] belum bisa dipenuhi, tanyakan ke petugas
           *[open] sedang diurus, paling lambat { $on }
        }
    }
nothing =
    Dari nomor ini belum ada pendaftaran, jadi tidak ada data yang bisa kami tunjukkan di sini.
    Kalau didaftarkan lewat nomor lain, mohon tanyakan dari nomor itu, atau ke { $contact }.

    Ketik MENU untuk pilihan lain.
unavailable =
    Mohon maaf, data belum bisa dibuka saat ini. Silakan coba lagi sebentar lagi.

    Ketik MENU untuk pilihan lain.
