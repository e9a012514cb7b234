/// A country in which samples live: names, streets and telephone numbers that go together.
struct SampleRegion: Sendable {
  struct Stem: Sendable {
    let name: SampleText.Phrase
    /// For host names.
    let slug: [UInt8]

    init(_ name: String, _ slug: String) {
      self.name = SampleText.Phrase(name)
      self.slug = Array(slug.utf8)
    }
  }

  let country: String
  let dialing: String
  let domains: [String]
  let stems: [Stem]
  /// What may follow a stem.
  let trades: [SampleText.Phrase]
  let legalForms: [SampleText.Phrase]
  let cities: [SampleText.Phrase]
  let streets: [SampleText.Phrase]
  let people: [SampleText.Phrase]

  static let all = [
    SampleRegion(
      country: "US", dialing: "+1", domains: ["com", "io", "us"],
      stems: [
        Stem("Cascade", "cascade"), Stem("Blue Harbor", "blueharbor"), Stem("Ridgeline", "ridgeline"),
        Stem("O'Malley & Sons", "omalley"), Stem(#"Mel "The Fixer" Jones"#, "fixer-jones"),
        Stem("7-Corners", "7corners"),
        Stem("AT/LAS", "atlas"), Stem("Wren 🐦", "wren"),
      ],
      trades: [" Logistics", " Foods", " Health Partners", " Software", " Manufacturing", ""],
      legalForms: [", Inc.", " LLC", " Corp.", " L.P."],
      cities: ["Portland", "Austin", "St. Louis", "Coeur d’Alene"],
      streets: ["Market St", "N 5th Ave", "Old Mill Rd, Suite 400", "Broadway"],
      people: ["Dana Whitfield", "Luis Ortega", "Priya Raman", "J. T. McAllister"]),
    SampleRegion(
      country: "DE", dialing: "+49", domains: ["de", "com", "eu"],
      stems: [
        Stem("Nordwind", "nordwind"), Stem("Müller & Söhne", "mueller-soehne"), Stem("Bäckerei Grünwald", "gruenwald"),
        Stem("Weiß", "weiss"), Stem("Hafen Süd", "hafensued"), Stem("Tannenhof", "tannenhof"),
      ],
      trades: [" Logistik", " Maschinenbau", " Gebäudetechnik", " Handels", ""],
      legalForms: [" GmbH", " AG", " GmbH & Co. KG", " e. K."],
      cities: ["Köln", "Hamburg", "Görlitz", "Garmisch-Partenkirchen"],
      streets: ["Hauptstraße", "Am Mühlbach", "Königsallee", "Gewerbering"],
      people: ["Jürgen Größe", "Annika Böhm", "Karl-Heinz Vogt"]),
    SampleRegion(
      country: "FR", dialing: "+33", domains: ["fr", "com"],
      stems: [
        Stem("Société d’Électricité du Rhône", "electricite-rhone"), Stem("L’Étoile", "letoile"),
        Stem("Crèmerie Hélène", "cremerie-helene"), Stem("Garonne", "garonne"), Stem("Cœur de Ville", "coeur-de-ville"),
      ],
      trades: [" Conseil", " Traiteur", " Immobilier", " Énergies", ""],
      legalForms: [" SA", " SARL", " S.A.S."],
      cities: ["Besançon", "Lyon", "Saint-Étienne", "Nîmes"],
      streets: ["rue de la République", "bd Voltaire", "allée des Érables", "quai Perrache"],
      people: ["Zoé Lefèvre", "François d’Aubigné", "Inès Benali"]),
    SampleRegion(
      country: "JP", dialing: "+81", domains: ["co.jp", "jp"],
      stems: [
        Stem("山田製作所", "yamada"), Stem("さくら商事", "sakura"), Stem("富士見台", "fujimidai"), Stem("アオゾラ", "aozora"),
        Stem("𠮷野家具", "yoshino"),
      ],
      trades: ["物流", "ホールディングス", "電機", ""], legalForms: ["株式会社", "合同会社", "㈱"],
      cities: ["大阪市北区", "東京都千代田区", "札幌市"], streets: ["梅田三丁目", "丸の内1-9-2", "北二条西"],
      people: ["佐藤 花子", "髙橋 健", "イー・スミス"]),
    SampleRegion(
      country: "KR", dialing: "+82", domains: ["co.kr", "kr"],
      stems: [Stem("한빛상사", "hanbit"), Stem("푸른바다", "pureunbada"), Stem("대성정밀", "daesung")],
      trades: ["테크", " 물류", ""], legalForms: [" 주식회사", "(주)"],
      cities: ["서울특별시", "부산광역시"], streets: ["세종대로", "해운대로"], people: ["김민준", "이서연"]),
    SampleRegion(
      country: "CN", dialing: "+86", domains: ["cn", "com.cn"],
      stems: [Stem("东方明珠", "dongfang"), Stem("长江", "changjiang"), Stem("新希望", "xinxiwang")],
      trades: ["科技", "国际贸易", "食品"], legalForms: ["有限公司", "股份有限公司"],
      cities: ["上海市", "深圳市"], streets: ["南京东路", "深南大道"], people: ["王伟", "李娜"]),
    SampleRegion(
      country: "GR", dialing: "+30", domains: ["gr"],
      stems: [Stem("Γαλαξίας", "galaxias"), Stem("Αφοί Παπαδόπουλοι", "papadopouloi"), Stem("Αιγαίο", "aegeo")],
      trades: [" Τρόφιμα", " Ναυτιλιακή", ""], legalForms: [" Α.Ε.", " Ε.Π.Ε.", " Ο.Ε."],
      cities: ["Αθήνα", "Θεσσαλονίκη"], streets: ["Πανεπιστημίου", "Τσιμισκή"],
      people: ["Ελένη Νικολάου", "Γιώργος Μάνος"]),
    SampleRegion(
      country: "RS", dialing: "+381", domains: ["rs"],
      stems: [
        Stem("Северна звезда", "severna-zvezda"), Stem("Ђорђевић и синови", "djordjevic"), Stem("Дунав", "dunav"),
      ],
      trades: [" Транспорт", " Инжењеринг", ""], legalForms: [" д.о.о.", " а.д."],
      cities: ["Нови Сад", "Београд"], streets: ["Улица краља Петра", "Булевар ослобођења"],
      people: ["Љиљана Ђурић", "Никола Петровић"]),
    SampleRegion(
      country: "AE", dialing: "+971", domains: ["ae", "com"],
      stems: [Stem("شركة النخيل", "alnakheel"), Stem("مجموعة الأفق", "alufuq"), Stem("دار السلام", "darassalam")],
      trades: [" للتجارة", " للمقاولات", " القابضة"], legalForms: [" ذ.م.م", " ش.م.ع"],
      cities: ["دبي", "أبوظبي"], streets: ["شارع الشيخ زايد", "شارع الكورنيش"],
      people: ["فاطمة الزهراء", "أحمد بن سالم"]),
    SampleRegion(
      country: "IL", dialing: "+972", domains: ["co.il"],
      stems: [Stem("כוכב הצפון", "kochav"), Stem("אגם", "agam")],
      trades: [" טכנולוגיות", " שיווק"], legalForms: [#" בע"מ"#], cities: ["חיפה", "תל אביב-יפו"],
      streets: ["שדרות רוטשילד", "דרך העצמאות"], people: ["נועה כהן", "יוסי לוי"]),
    SampleRegion(
      country: "IN", dialing: "+91", domains: ["in", "co.in"],
      stems: [Stem("भारत मसाला", "bharat-masala"), Stem("Himalaya", "himalaya"), Stem("சென்னை", "chennai")],
      trades: [" Exports", " उद्योग", ""], legalForms: [" Pvt. Ltd.", " प्राइवेट लिमिटेड"],
      cities: ["मुंबई", "Bengaluru"], streets: ["एम.जी. रोड", "Anna Salai"], people: ["अनिता शर्मा", "Ravi Iyer"]),
    SampleRegion(
      country: "BR", dialing: "+55", domains: ["com.br"],
      stems: [
        Stem("São João", "saojoao"), Stem("Pão & Açúcar da Serra", "pao-da-serra"), Stem("Três Irmãos", "tresirmaos"),
      ],
      trades: [" Comércio", " Construções", ""], legalForms: [" Ltda.", " S/A", " ME"],
      cities: ["São Paulo", "Florianópolis"], streets: ["Av. Paulista", "Rua das Acácias"],
      people: ["João Conceição", "Beatriz Antunes"]),
  ]
}
