"""What people say, meaning by meaning. Written from how people chat, not from the service's vocabulary."""

from __future__ import annotations

from conversations.answers.choices import Difficulty, Housing, Occupation, Relation, Schooling, YesNo

CHATTER = (
    {"text": "assalamualaikum"},
    {"text": "halo min"},
    {"text": "p"},
    {"text": "selamat siang bu"},
    {"text": "makasih"},
    {"text": "matur suwun nggih"},
    {"text": "bantuan"},
    {"text": "tolong"},
    {"text": "bingung pak"},
    {"text": "gimana ini caranya"},
    {"text": "ulangi"},
    {"text": "?"},
    {"text": "", "attachment": "voice"},
    {"text": "", "attachment": "sticker"},
    {"text": "", "attachment": "photo"},
    {"text": "", "attachment": "location"},
)
WRONG_FIRST = {
    "nik": ("nik saya lupa naruh ktp nya", "sebentar ambil ktp", "351016"),
    "kk": ("kk nya di rumah mertua", "bentar ya pak"),
    "name": ("3510161203109902", "08123"),
    "birth_date": ("banyuwangi", "legi"),
    "desa": ("dekat pasar", "sebelah masjid"),
    "kecamatan": ("jawa timur", "deket alun alun kota situ pak"),
    "rt_rw": ("lurah e pak karto", "gang 2 buntu"),
    "phone": ("hp nya rusak layarnya", "0333-421000"),
    "members_count": ("banyak", "sekeluarga"),
    "members": ("anak", "ada anak ada istri juga"),
    "occupation": ("xxxx", "apa aja yang penting halal"),
    "housing": ("bata", "lantai tanah atap genteng"),
    "review": ("sudah dikirim belum", "berapa lama"),
    "declaration": ("kapan cairnya", "sudah?"),
}
REGISTER = (
    "daftar",
    "mau daftar",
    "saya mau daftar",
    "daftar bansos",
    "1",
    "pendaftaran",
    "daftar bantuan",
    "nomer 1",
    "ikut daftar",
)
WEAK = ("boleh", "terserah bapak saja", "insyaallah", "manut mawon")
AGREE = (
    "setuju",
    "saya setuju",
    "iya",
    "iya setuju",
    "oke setuju",
    "ya",
    "siap setuju",
    "setuju banget",
    "1",
    "y",
    "oke",
)
AGREE_JAVANESE = ("nggih", "inggih setuju", "iyo", "iyo setuju", "njih", "nggih setuju pak", "yo")
NOTICES_YES = (
    "ya",
    "boleh",
    "iya boleh",
    "mau",
    "nggih",
    "1",
    "silahkan",
    "yang pertama",
    "boleh banget",
    "iyo",
)
NOTICES_NO = (
    "tidak",
    "gak usah",
    "tidak usah",
    "mboten",
    "2",
    "ora",
    "jangan",
    "gausah",
    "ndak usah",
    "yang kedua",
)
NONE = ("tidak ada", "gak ada", "-", "ga ada", "mboten wonten", "lewati", "ora ono", "tdk ada")
UNKNOWN = ("tidak tahu", "gak tau", "lupa", "lewati", "ora ngerti", "mboten semerep", "kurang tau")
NO_PHONE = (
    "tidak punya",
    "gak punya hp",
    "ga punya",
    "ora duwe",
    "1",
    "tidak punya hp",
    "mboten gadah",
    "belum punya",
)
ALONE = (
    "0",
    "sendiri",
    "tidak ada",
    "saya sendiri",
    "nol",
    "sendirian",
    "dewekan",
    "gak ada",
    "cuma saya sendiri",
)
MONTHS = (
    "jan",
    "februari",
    "maret",
    "apr",
    "mei",
    "juni",
    "jul",
    "agustus",
    "sept",
    "oktober",
    "nopember",
    "des",
)

WOMEN = ("Sumiati", "Siti", "Painem", "Wulandari", "Ni Made", "Sri Rahayu", "Kartini")
MEN = ("Paijan", "Slamet", "Ahmad", "Sutrisno", "I Wayan", "Misnadi", "Moh Hasan")
SURNAMES = (" Contoh", " Contohwati", "", " binti Contoh")
MEMBER_NAMES = (
    ("Rudi", "Wagimin", "Supiyah"),
    ("Rina", "Tumini", "Sugeng"),
    ("Dimas", "Mistiyah", "Agus"),
    ("Lia", "Kasiyem", "Joko"),
)

RELATION_LABELS = {
    Relation.SPOUSE: "Istri atau suami",
    Relation.CHILD: "Anak",
    Relation.PARENT: "Orang tua",
    Relation.PARENT_IN_LAW: "Mertua",
    Relation.GRANDCHILD: "Cucu",
    Relation.SIBLING: "Kakak atau adik",
}
RELATIONS: dict[Relation, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Relation.SPOUSE: (("istri", "suami", "isteri"), ("bojo", "garwo", "bojoku")),
    Relation.CHILD: (
        ("anak", "anak kandung", "anak ke 2", "anak pertama"),
        ("lare", "anakku", "anak mbarep"),
    ),
    Relation.PARENT: (("orang tua", "ibu kandung", "ayah", "ortu"), ("mbok", "emak", "bapake")),
    Relation.PARENT_IN_LAW: (("mertua", "ibu mertua", "bapak mertua"), ("morosepuh", "mertuwa")),
    Relation.GRANDCHILD: (("cucu",), ("cucu", "cucuku")),
    Relation.SIBLING: (("adik", "kakak", "adek"), ("adik", "mbakyu", "sedulur")),
}
AGES = {
    Relation.SPOUSE: (20, 75),
    Relation.CHILD: (1, 30),
    Relation.PARENT: (50, 90),
    Relation.PARENT_IN_LAW: (50, 90),
    Relation.GRANDCHILD: (1, 20),
    Relation.SIBLING: (8, 60),
}
PREGNANT = {
    YesNo.YES: (
        "ada",
        "ya",
        "iya ada",
        "ada yang hamil",
        "istri saya hamil",
        "nggih wonten",
        "hamil 5 bulan",
    ),
    YesNo.NO: ("tidak ada", "tidak", "gak ada", "mboten", "ora ono", "nihil", "belum"),
    YesNo.DECLINED: ("lewati", "tidak ingin menjawab", "rahasia", "skip"),
}
PREGNANT_LABELS = {YesNo.YES: "Ada", YesNo.NO: "Tidak ada", YesNo.DECLINED: "Tidak ingin menjawab"}
SCHOOLING = {
    Schooling.SD: ("sd", "masih sd", "kelas 4 sd", "sd kelas 2", "mi", "sekolah dasar"),
    Schooling.SMP: ("smp", "kelas 8", "masih smp", "mts", "smp kelas 3"),
    Schooling.SMA: ("sma", "smk", "kelas 11", "masih sma", "stm", "madrasah aliyah"),
    Schooling.HIGHER: ("kuliah", "masih kuliah", "mahasiswa"),
    Schooling.FINISHED: ("lulus sma", "sudah lulus smk", "tamat sma"),
    Schooling.LEFT: (
        "berhenti",
        "putus sekolah",
        "sudah berhenti",
        "tidak sekolah",
        "keluar dari sekolah",
        "gak lanjut",
    ),
    Schooling.NEVER: ("tidak pernah", "tidak pernah sekolah", "gak pernah sekolah"),
    Schooling.DECLINED: ("lewati", "tidak ingin menjawab", "skip"),
    Schooling.NOT_YET: ("belum", "belum sekolah"),
}
SCHOOLING_LABELS = {
    Schooling.SD: "SD/MI",
    Schooling.SMP: "SMP/MTs",
    Schooling.SMA: "SMA/SMK/MA",
    Schooling.HIGHER: "Kuliah",
    Schooling.FINISHED: "Lulus SMA",
    Schooling.LEFT: "Berhenti sekolah",
    Schooling.NEVER: "Tidak pernah",
    Schooling.DECLINED: "Tidak ingin menjawab",
    Schooling.NOT_YET: "Belum sekolah",
}
DISABILITY = {
    Difficulty.NONE: (
        "tidak ada",
        "gak ada",
        "tidak",
        "sehat semua",
        "alhamdulillah sehat",
        "mboten wonten",
        "nihil",
        "normal semua",
    ),
    Difficulty.SEEING: ("melihat", "tidak bisa melihat", "buta", "matanya rabun berat"),
    Difficulty.HEARING: ("mendengar", "tuli", "tidak bisa mendengar", "budek"),
    Difficulty.WALKING: ("berjalan", "gak bisa jalan", "lumpuh", "ibu saya tidak bisa berjalan", "stroke"),
    Difficulty.REMEMBERING: ("mengingat", "pikun", "susah mengingat"),
    Difficulty.SELF_CARE: ("mengurus diri", "tidak bisa mandi sendiri", "gak bisa ngurus diri"),
    Difficulty.SPEAKING: ("berbicara", "bisu", "gak bisa ngomong"),
    Difficulty.SEVERAL: ("lebih dari satu", "buta dan tuli", "lumpuh sama bisu"),
    Difficulty.DECLINED: ("lewati", "tidak ingin menjawab", "skip"),
}
DISABILITY_LABELS = {
    Difficulty.NONE: "Tidak ada",
    Difficulty.SEEING: "Melihat",
    Difficulty.HEARING: "Mendengar",
    Difficulty.WALKING: "Berjalan",
    Difficulty.REMEMBERING: "Mengingat",
    Difficulty.SELF_CARE: "Mengurus diri",
    Difficulty.SPEAKING: "Berbicara",
    Difficulty.SEVERAL: "Lebih dari satu",
    Difficulty.DECLINED: "Tidak ingin menjawab",
}
OCCUPATION = {
    Occupation.FARMER: ("petani", "tani", "nggarap sawah sendiri", "bertani"),
    Occupation.FARM_LABOURER: ("buruh tani", "buruhtani", "buruh di sawah orang", "buruh panen"),
    Occupation.FISHER: ("nelayan", "melaut", "cari ikan di laut"),
    Occupation.LABOURER: ("kuli", "kuli bangunan", "tukang batu", "kerja serabutan", "buruh pabrik"),
    Occupation.TRADER: ("pedagang", "jualan di pasar", "dagang", "jual gorengan", "buka warung"),
    Occupation.EMPLOYEE: ("karyawan", "karyawan toko", "pegawai swasta", "guru honorer"),
    Occupation.HOMEMAKER: ("ibu rumah tangga", "irt", "ngurus anak di rumah"),
    Occupation.NOT_WORKING: ("tidak bekerja", "nganggur", "gak kerja", "tidak kerja"),
    Occupation.OTHER: ("lainnya", "yang lain", "9"),
}
OCCUPATION_LABELS = {
    Occupation.FARMER: "Petani",
    Occupation.FARM_LABOURER: "Buruh tani",
    Occupation.FISHER: "Nelayan",
    Occupation.LABOURER: "Buruh/kuli",
    Occupation.TRADER: "Pedagang",
    Occupation.EMPLOYEE: "Karyawan",
    Occupation.HOMEMAKER: "Ibu rumah tangga",
    Occupation.NOT_WORKING: "Tidak bekerja",
    Occupation.OTHER: "Lainnya",
}
HOUSING = {
    Housing.OWN: ("milik sendiri", "rumah sendiri", "punya sendiri", "omah dewe", "miliksendiri"),
    Housing.RENT: ("sewa", "kontrak", "ngontrak", "kontrakan", "kos"),
    Housing.SHARED: ("menumpang", "numpang", "ikut mertua", "nunut wong tuwo", "numpang di rumah orang tua"),
    Housing.OTHER: ("lainnya", "lain lain", "4"),
}
HOUSING_LABELS = {
    Housing.OWN: "Milik sendiri",
    Housing.RENT: "Sewa/kontrak",
    Housing.SHARED: "Menumpang",
    Housing.OTHER: "Lainnya",
}
RIGHT = (
    "ya",
    "benar",
    "ya benar",
    "sudah benar",
    "betul semua",
    "iya",
    "1",
    "oke",
    "betul",
    "sip",
    "bener kabeh",
)
RIGHT_JAVANESE = ("leres", "nggih leres", "inggih", "iyo bener", "sampun leres")
SEND = (
    "kirim",
    "ya kirim",
    "iya kirim saja",
    "kirim sekarang",
    "1",
    "kirim ya",
    "iya",
    "oke kirim",
    "nggih kirim",
)
