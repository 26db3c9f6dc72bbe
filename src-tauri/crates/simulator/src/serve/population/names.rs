//! Names of many merchants: of several scripts and directions, some long, some nearly the same.

/// How merchants are called somewhere, and where they are.
pub struct Land {
    /// ISO 3166 alpha-2.
    pub country: &'static str,
    /// State, city, street, zip code.
    pub place: [&'static str; 4],
    /// The telephone's prefix.
    pub phone_prefix: &'static str,
    /// What stands before a registration number.
    pub registration: &'static str,
    /// What a name begins with, goes on with, and ends in.
    pub parts: [&'static [&'static str]; 3],
    /// What stands between the parts.
    pub between: &'static str,
    /// The currency of an account there, its bank and the bank's BIC.
    pub bank: [&'static str; 3],
}

const AFRICAN: &[&str] = &[
    "Adaeze",
    "Okafor",
    "Chukwuemeka",
    "Oluwaseun",
    "Babatunde",
    "Ọmọlará",
    "Adékúnlé",
    "Ngozi",
    "Temitope",
    "Aisha",
    "Ibrahim",
    "Musa",
    "Zainab",
    "Ifeoma",
    "Ekene",
    "Folasade",
    "Kano",
    "Delta",
    "Harmattan",
    "Sahel",
    "Zuma Rock",
    "Riverbend",
    "Savanna",
    "Palmgrove",
];
const TRADES: &[&str] = &[
    "Textiles",
    "Foods",
    "Marine Supplies",
    "Agro Exports",
    "Pharmaceuticals",
    "Construction",
    "Logistics",
    "Solar Works",
    "Motors",
    "Printing",
    "Cement",
    "Fisheries",
    "Cloud Services",
    "Garments",
    "Leather",
    "Electronics",
    "Poultry",
    "Furniture",
    "Timber",
    "Cold Stores",
];
const LIMITED: &[&str] = &[
    "Ltd",
    "Limited",
    "PLC",
    "Enterprises",
    "& Sons Ltd",
    "Ventures",
];

/// Where merchants are.
#[rustfmt::skip]
pub const LANDS: [Land; 9] = [
    Land {
        country: "NG", place: ["Lagos", "Lagos", "Broad Street", "101001"], phone_prefix: "234",
        registration: "RC", parts: [AFRICAN, TRADES, LIMITED], between: " ",
        bank: ["NGN", "First Delta Bank", "EXMPNGLA"],
    },
    Land {
        country: "GH", place: ["Greater Accra", "Accra", "Independence Avenue", "GA-029"],
        phone_prefix: "233", registration: "CS",
        parts: [&["Kwame", "Mensah", "Akosua", "Volta", "Ashanti", "Adom"], TRADES, LIMITED],
        between: " ", bank: ["USD", "Atlantic Federal Bank", "EXMPUS33"],
    },
    Land {
        country: "KE", place: ["Nairobi", "Nairobi", "Kenyatta Avenue", "00100"],
        phone_prefix: "254", registration: "PVT-",
        parts: [&["Wanjiku", "Kamau", "Mara", "Uhuru", "Nyali", "Tsavo"], TRADES, LIMITED],
        between: " ", bank: ["USD", "Hudson Correspondent Bank", "EXMPUS33NYC"],
    },
    Land {
        country: "GB", place: ["London", "London", "Cheapside", "EC2V 6AA"], phone_prefix: "44",
        registration: "0",
        parts: [&["Northgate", "Thames & Medway", "O'Brien", "Blackwood", "St. Ives"], TRADES,
            &["Ltd", "Limited", "PLC", "LLP"]],
        between: " ", bank: ["GBP", "Thames Clearing Bank", "EXMPGB2L"],
    },
    Land {
        country: "DE", place: ["Hamburg", "Hamburg", "Große Elbstraße", "22767"],
        phone_prefix: "49", registration: "HRB ",
        parts: [&["Köhler & Söhne", "Müller", "Weiß", "Großmann", "Donaudampfschifffahrts"],
            &["Maschinenbau", "Lebensmittel", "Elektrizitätswerke", "Getreidehandel"],
            &["GmbH", "AG", "GmbH & Co. KG", "e. K."]],
        between: " ", bank: ["EUR", "Elbe Handelsbank", "EXMPDEHH"],
    },
    Land {
        country: "PT", place: ["Lisboa", "Lisboa", "Rua do Comércio", "1100-150"],
        phone_prefix: "351", registration: "5",
        parts: [&["São Tomé", "Irmãos Conceição", "Atlântico", "Viúva Simões"],
            &["Comércio Internacional", "Conservas", "Cortiças", "Navegação"],
            &[", Lda.", ", S.A."]],
        between: " ", bank: ["EUR", "Banco Atlântico Português", "EXMPPTPL"],
    },
    Land {
        country: "CN", place: ["广东", "深圳", "深南大道", "518000"], phone_prefix: "86",
        registration: "9144", parts: [&["深圳市", "广州", "义乌市", "宁波"],
            &["华贸", "永兴", "金龙", "海通", "联发"], &["进出口有限公司", "纺织有限公司", "贸易有限公司"]],
        between: "", bank: ["USD", "Hudson Correspondent Bank", "EXMPUS33"],
    },
    Land {
        country: "EG", place: ["القاهرة", "القاهرة", "شارع التحرير", "11511"], phone_prefix: "20",
        registration: "س.ت ", parts: [&["شركة", "مؤسسة", "مجموعة"],
            &["النيل", "الأهرام", "الدلتا", "الصفا", "البحر الأحمر"],
            &["للتجارة", "للصناعات الغذائية", "للمقاولات ش.م.م", "للاستيراد والتصدير"]],
        between: " ", bank: ["USD", "Atlantic Federal Bank", "EXMPUS33"],
    },
    Land {
        country: "IL", place: ["תל אביב", "תל אביב", "שדרות רוטשילד", "6688101"],
        phone_prefix: "972", registration: "51", parts: [&["אורן", "כרמל", "הגליל", "נמל חיפה"],
            &["סחר", "טכנולוגיות", "תעשיות מזון", "יבוא ויצוא"], &["בע״מ", "(1994) בע״מ"]],
        between: " ", bank: ["EUR", "Elbe Handelsbank", "EXMPDEHH"],
    },
];

/// A merchant's name; one in forty is very long.
pub fn name(land: &Land, rng: &mut fastrand::Rng) -> String {
    let [first, second, last] = land.parts;
    let mut part = |parts: &[&'static str]| rng.choice(parts).copied().unwrap_or_default();
    let between = land.between;
    let (first, second, last) = (part(first), part(second), part(last));
    let end = if last.starts_with(',') { "" } else { between };
    let name = format!("{first}{between}{second}{end}{last}");
    if rng.u32(0..40) == 0 {
        return format!(
            "The Incorporated Trustees of {name} and of the Greater Niger Delta Agricultural \
             Producers, Exporters and Marketing Cooperative Multipurpose Society"
        );
    }
    name
}

/// The same name as another writes it.
pub fn nearly(name: &str) -> String {
    match name.strip_suffix(" Ltd") {
        Some(start) => format!("{start} Limited"),
        None => match name.strip_suffix(" Limited") {
            Some(start) => format!("{start} LTD."),
            None => name.to_uppercase(),
        },
    }
}
