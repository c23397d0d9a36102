### KONSEP, menunggu diperiksa penutur asli bahasa Jawa. Caranya: docs/how-to/review-a-translation.md.
### Mohon diperiksa di berkas ini:
### - "kula" dipakai untuk "kami" (layanan ini). Apakah wajar, atau sebaiknya "kita"?
### - kata yang dibiarkan Indonesia: isian, petugas, layanan, gangguan, diperbarui, terjemahan.
### - ejaan "mboten, menika, menapa, menawi" dipilih karena lebih dekat dengan yang diucapkan.
### Variabel yang selalu ada: $operator, $contact, $official_page.

step-counter = { $step } saking { $steps }
not-told = mboten dipunisi

## Perintah yang bisa diketik kapan saja; kata berhuruf besar tidak diterjemahkan

help-commands =
    Ingkang saged dipunketik kapan kemawon:
    KEMBALI - ndandosi wangsulan saderengipun
    ULANG - maos pitakenan malih
    MENU - dhateng menu; isian dipunsimpen
    PETUGAS - tanglet dhateng tiyang
    BATAL - mbusek isian
    BAHASA - gantos basa
person =
    Petugas siyaga mbiyantu: { $contact }. Saged ugi rawuh ing kantor desa utawi kelurahan.
    Layanan menika gratis. Petugas mboten nate nyuwun OTP, PIN, utawi arta.
notices-stopped = Inggih, kula mboten badhe ngintun kabar bantuan dhateng nomer menika malih. Layanan sanesipun tetep saged dipunginakaken. Menawi kersa malih, ketik MULAI LAGI.
notices-resumed = Inggih, kabar bantuan badhe kula kintun malih dhateng nomer menika. Saged dipunkendelaken kapan kemawon kanthi ngetik BERHENTI.
language-which = Kersa ngagem basa menapa?
language-set =
    Inggih, kita ngagem basa Jawa. Terjemahanipun taksih konsep, dereng dipunpriksa panutur asli.
    Kangge wangsul dhateng bahasa Indonesia, ketik BAHASA.
    .called-words = jawa, jawi, jowo, jawi krama, basa jawi, basa jawa, boso jowo, boso jawi, bahasa jawa, bahasa jowo, bhs jawa, bhs jowo, pakai bahasa jawa, jawa krama, kromo, krama, jowo ae
cancel-sure = Saestu dipunbatalaken? Sedaya ingkang sampun dipunketik badhe dipunbusek.
cancel-yes = Inggih, batalaken
cancel-no = Mboten, lajengaken
cancelled = Sampun dipunbatalaken. Isian kalawau sampun kula busek.
not-cancelled = Inggih, kita lajengaken.

## Sesudah lama tidak ada kabar, atau sesudah layanan diperbarui

reminder = Bapak/Ibu, pendaftaran kalawau dereng rampung. Menawi wonten wekdal, mangga dipunlajengaken. Ketik MENU kangge pilihan sanesipun.
draft-forgotten = Pendaftaran rumiyin ingkang dereng rampung sampun kula busek, amargi langkung saking 30 dinten.
moved-on = Layanan menika nembe kemawon diperbarui. Wangsulan Bapak/Ibu tetep kasimpen. Kita lajengaken saking mriki:
list-anew = Ingkang sampun kaketik badhe kula tangletaken malih setunggal-setunggal. Menawi mboten siyos dipunewahi, ketik KEMBALI.

## Yang datang selain tulisan

received-voice = Matur nuwun. Nyuwun pangapunten, pesen swanten dereng saged kula mirengaken. Mangga dipunketik.
received-photo = Matur nuwun, nanging kula mboten mbetahaken foto. Foto KTP utawi KK mboten sisah dipunkintun. Mangga dipunketik kemawon.
received-location = Matur nuwun. Nyuwun pangapunten, lokasi dereng saged kula waos. Mangga dipunketik.
received-sticker = Matur nuwun stikeripun. Wangsulanipun mangga dipunketik.
received-contact = Matur nuwun. Kangge pitakenan menika, wangsulanipun mangga dipunketik.
received-other = Matur nuwun. Nyuwun pangapunten, kintunan menika dereng saged kula waos. Mangga dipunketik.
old-button = Tombol menika saking pitakenan ingkang sampun kepengker. Pitakenan ingkang sapunika:

## Menjawab dengan ramah

greeting = Inggih, Bapak/Ibu. Mangga kita lajengaken.
thanks = Sami-sami, Bapak/Ibu.
worry-cost = Gratis, mboten wonten ragadipun menapa kemawon.
worry-data = Data namung kangge usulan bansos, dipunpriksa petugas desa lan { $operator }. Mboten dipunsade lan mboten dipunumumaken.
which-one = Ingkang dipunkersakaken Bapak/Ibu ingkang pundi?
is-it-this = Menapa menika ingkang dipunkersakaken? Menawi sanes, mangga dipunketik malih.
trouble = Nyuwun pangapunten, wonten gangguan ing pihak kula. Wangsulan Bapak/Ibu sanesipun tetep kasimpen. Mangga dipunkintun malih sekedhap malih, utawi ketik PETUGAS.
problem-unclear = Nyuwun pangapunten, wangsulan menika dereng kula mangertosi.
problem-not-offered = Nyuwun pangapunten, wangsulan menika dereng kula mangertosi. Cekap ketik angkanipun, tuladhanipun 1.
problem-not-reviewed = Nyuwun pangapunten, dereng kula mangertosi. Ketik YA menawi sedaya leres, utawi UBAH lan nomeripun, tuladhanipun UBAH 2.
person-offered = Mboten dados menapa menawi angel. Petugas saged mbiyantu: ketik PETUGAS. Utawi kita cobi sepisan malih.
person-offered-skip = Mboten dados menapa menawi angel. Ketik LEWATI kangge nglangkungi pitakenan menika, utawi PETUGAS supados dipunbiyantu tiyang.
