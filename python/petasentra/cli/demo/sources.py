"""English for the sources and subjects of ``facts.csv``, which are written as their publishers would find them."""

from __future__ import annotations

#: Subject -> English; names of places, regulations and roads stay as they are.
SUBJECTS = {
    "Desa Bakalan": "Bakalan village",
    "Desa Kendalsari": "Kendalsari village",
    "Kabupaten Jombang": "Jombang regency",
    "Kecamatan Kesamben": "Kesamben district",
    "Kecamatan Kudu": "Kudu district",
    "Kecamatan Sumobito": "Sumobito district",
    "Tol Kertosono - Mojokerto": "Kertosono - Mojokerto toll road",
    "sentra IKM": "IKM sentra",
    "sentra IKM 2017": "IKM sentra 2017",
    "sentra IKM 2020": "IKM sentra 2020",
    "slag di Jombang": "slag in Jombang",
    "zona khusus slag": "special slag zone",
}

SOURCES = {
    "Lembaran Daerah seri E nomor 7A, salinan daring (scribd 380800347)": (
        "regional gazette, series E number 7A, online copy (scribd 380800347)"
    ),
    "PP 29/2018 pasal 1, dikutip lewat artikel": "PP 29/2018 article 1, quoted from an article",
    "artikel daring tentang sentra": "online article on the sentra",
    "artikel daring tentang sentra ber-SK": "online article on sentra with a decree",
    "artikel daring tentang sentra, 2025": "online article on the sentra, 2025",
    "artikel daring tentang sentra, 2025: sekitar 200": "online article on the sentra, 2025: about 200",
    "artikel tentang sentra mengutip Perda 21/2009; bunyinya belum dilihat": (
        "article on the sentra quoting Perda 21/2009; its wording has not been seen"
    ),
    "artikel tentang sentra: hanya Kendalsari": "article on the sentra: Kendalsari only",
    "artikel tentang sentra; bisa jadi yang dimaksud sentra Bakalan": (
        "article on the sentra; perhaps the Bakalan sentra is meant"
    ),
    "berita lokal, halaman BBWS": "local news, page of the BBWS",
    "berita lokal, halaman BBWS: sekitar 44": "local news, page of the BBWS: about 44",
    "dihitung dari 104729 kg ingot per bulan (tropis.co, 22 Januari 2024); lingkup angka itu tidak jelas": (
        "computed from 104729 kg of ingot a month (tropis.co, 22 January 2024); the scope of that figure is not clear"
    ),
    "dihitung dari 408 t dan rendemen 26.9 %; mencampur dua sumber": (
        "computed from 408 t and a yield of 26.9 %; mixes two sources"
    ),
    "dihitung dari batas Kemendagri": "computed from the Kemendagri boundaries",
    "dihitung dari lapisan KP2B yang beredar (351 poligon); asal-usulnya tidak resmi": (
        "computed from the KP2B layer in circulation (351 polygons); its origin is not official"
    ),
    "dihitung dari lapisan KP2B yang sama": "computed from the same KP2B layer",
    "dihitung: 104729 / 388956": "computed: 104729 / 388956",
    "dihitung: 2685 ha dari 1159.5 km2": "computed: 2685 ha of 1159.5 km2",
    "dihitung: 388956 kg per bulan dibagi 30 hari": "computed: 388956 kg a month by 30 days",
    "dihitung: 408 / 136, dari dua sumber": "computed: 408 / 136, from two sources",
    "dihitung: jumlah desa pada batas Kemendagri": "computed: sum of the desa in the Kemendagri boundaries",
    "dihitung: jumlah unit COD-AB 2020, bidang UTM 49S, sebelum penyederhanaan": (
        "computed: sum of the COD-AB 2020 units, plane of UTM 49S, before simplification"
    ),
    "dihitung: lapisan KP2B terhadap batas desa Kemendagri": (
        "computed: the KP2B layer against the Kemendagri boundaries of desa"
    ),
    "halaman daring tentang kecamatan": "web page on the kecamatan",
    "koranmemo, Aspalindo: sekitar 10": "koranmemo, Aspalindo: about 10",
    "koranmemo, Aspalindo: sekitar 700": "koranmemo, Aspalindo: about 700",
    "majanews, Desember 2022: sekitar 26": "majanews, December 2022: about 26",
    "majanews, Desember 2022: sentra kedua, sesudah Bakalan": (
        "majanews, December 2022: the second sentra, after Bakalan"
    ),
    "mediapetisi, majanews: 6 ton, akan dinaikkan": "mediapetisi, majanews: 6 tonnes, to be raised",
    "mediapetisi, tabloidlpk, majanews: Bakalan dan Kendalsari": (
        "mediapetisi, tabloidlpk, majanews: Bakalan and Kendalsari"
    ),
    "mediapetisi, tabloidlpk; kode 35.17.11.2019 pada daftar Kemendagri": (
        "mediapetisi, tabloidlpk; code 35.17.11.2019 in the Kemendagri list"
    ),
    "salinan daring (scribd 380800347)": "online copy (scribd 380800347)",
    "salinan daring (scribd 584461934), kabarjombang": "online copy (scribd 584461934), kabarjombang",
    "salinan daring (scribd 584461934, 380800347)": "online copies (scribd 584461934, 380800347)",
    "tabel RPJMD/BPS": "table of RPJMD/BPS",
    "tidak ditemukan": "not found",
    "tropis.co, 22 Januari 2024": "tropis.co, 22 January 2024",
    "tropis.co, 22 Januari 2024: sekitar 3.1": "tropis.co, 22 January 2024: about 3.1",
    "tropis.co, 22 Januari 2024: sekitar 30 ribu": "tropis.co, 22 January 2024: about 30 thousand",
    "tropis.co, 22 Januari 2024; bahwa angka ini milik sentra percontohan Bakalan adalah dugaan": (
        "tropis.co, 22 January 2024; that this figure belongs to the pilot sentra of Bakalan is a guess"
    ),
}

#: Values -> English.
VALUES = {"belasan": "between 11 and 19"}
