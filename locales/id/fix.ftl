### Memperbaiki isian yang ditandai petugas. Pertanyaannya sama dengan pertanyaan pendaftaran.

begin = Mau diperbaiki sekarang? Hanya isian itu yang kami tanyakan.
    .help = Ketik 1 untuk memperbaiki sekarang. Kalau belum sempat, ketik 2.
    .now = Perbaiki sekarang
    .now-words = perbaiki, perbaikan, sekarang, ya, iya, boleh, baik, siap, oke, ok, mau
    .later = Nanti saja
    .later-words = nanti, besok, belum sempat, tidak, jangan dulu, belum
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
    .problem-too-few = Dari umur yang sudah diketik, yang 60 tahun ke atas ada { $least } orang. Mohon dihitung lagi.
send =
    .waiting = Perbaikannya sedang kami kirim.
    .rejected = Ada yang belum cocok, mohon dilihat sekali lagi. Jawaban yang lain tetap tersimpan.
    .late-accepted = Perbaikan pendaftaran { $number } sudah tercatat. Petugas akan memeriksanya lagi.
    .late-already = Pendaftaran { $number } sudah diproses petugas, jadi tidak perlu diperbaiki lagi.
done =
    Terima kasih, perbaikan pendaftaran { $number } sudah kami terima.
    Petugas akan memeriksanya lagi. Kabarnya kami kirim di sini.

    { $role ->
        [agent] Untuk yang lain, ketik DAFTAR KERJA.
       *[resident] Untuk menanyakan hasilnya, ketik STATUS.
    }
    .sent-before = Perbaikan itu sudah terkirim, jadi tidak perlu dikirim lagi.
saved = Terima kasih, perbaikan pendaftaran { $number } sudah kami simpan. Tidak perlu mengirim ulang.
    .sent-before = Perbaikan itu sudah terkirim, jadi tidak perlu dikirim lagi.
not_needed =
    Terima kasih. Pendaftaran { $number } sudah diproses petugas, jadi tidak perlu diperbaiki lagi.

    { $role ->
        [agent] Untuk yang lain, ketik DAFTAR KERJA.
       *[resident] Untuk menanyakan hasilnya, ketik STATUS.
    }
    .sent-before = Perbaikan itu tidak perlu dikirim lagi.
nothing =
    Tidak ada yang perlu diperbaiki sekarang.

    Ketik MENU untuk pilihan lain.
unavailable =
    Mohon maaf, data belum bisa dibuka saat ini. Silakan coba lagi sebentar lagi: ketik PERBAIKI.
