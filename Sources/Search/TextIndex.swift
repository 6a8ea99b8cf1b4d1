import CSQLite

/// Texts that can be searched by words, held in memory only.
///
/// One task at a time may use it.
package final class TextIndex {
  /// A text in which the words are.
  package struct Match: Sendable, Hashable {
    /// The number that the text was added under.
    package let number: Int
    /// Where the found words are, in UTF-8 offsets of the text; never empty.
    package let places: [Range<Int>]
  }

  private let database: Database

  /// - Throws: `SearchError.failed`, also where SQLite was built without full text search.
  package init() throws(SearchError) {
    database = try Database()
    // Sorting may need room; that is memory, too, since whoever only looks writes nothing.
    try database.run("PRAGMA temp_store = MEMORY")
    try database.run("CREATE VIRTUAL TABLE texts USING fts5(text, tokenize = 'unicode61 remove_diacritics 2')")
    try database.run("BEGIN")
  }

  /// Adds a text.
  ///
  /// - Parameter number: What the text is called in matches; each only once.
  /// - Throws: `SearchError.failed`.
  package func add(_ text: [UInt8], as number: Int) throws(SearchError) {
    if insertion == nil { insertion = try database.prepare("INSERT INTO texts(rowid, text) VALUES (?, ?)") }
    guard let insertion else { return }
    try insertion.bind(number, at: 1)
    try insertion.bind(text.map { Marks.all.contains($0) ? UInt8(ascii: " ") : $0 }, at: 2)
    while try insertion.step() {}
    insertion.reset()
  }

  private var insertion: Statement?

  /// In which order matches come.
  package enum Order: String, Sendable, Hashable {
    /// Those that are about the words most of all first.
    case best = "rank, rowid"
    /// Those with the largest numbers first.
    case latest = "rowid DESC"
  }

  /// The texts that hold the words.
  ///
  /// - Throws: `SearchError.failed`.
  package func matches(
    _ words: SearchWords,
    _ need: SearchWords.Need = .all,
    by order: Order = .best,
    limit: Int
  ) throws(SearchError) -> [Match] {
    guard !words.isEmpty, limit > 0 else { return [] }
    let statement = try database.prepare(
      "SELECT rowid, highlight(texts, 0, char(1), char(2)) FROM texts WHERE texts MATCH ? ORDER BY \(order.rawValue) LIMIT ?"
    )
    try statement.bind(Array(words.query(need).utf8), at: 1)
    try statement.bind(limit, at: 2)
    var matches: [Match] = []
    while try statement.step() {
      let places = Marks.places(in: statement.bytes(ofColumn: 1))
      if !places.isEmpty { matches.append(Match(number: statement.integer(ofColumn: 0), places: places)) }
    }
    return matches
  }

  /// How many texts hold the words.
  ///
  /// - Throws: `SearchError.failed`.
  package func count(_ words: SearchWords, _ need: SearchWords.Need = .all) throws(SearchError) -> Int {
    guard !words.isEmpty else { return 0 }
    let statement = try database.prepare("SELECT count(*) FROM texts WHERE texts MATCH ?")
    try statement.bind(Array(words.query(need).utf8), at: 1)
    return try statement.step() ? statement.integer(ofColumn: 0) : 0
  }
}

@available(*, unavailable, message: "An index holds a database handle, which one task at a time may use.")
extension TextIndex: Sendable {}

/// The characters that SQLite puts around what it found; texts come without them.
private enum Marks {
  static let start: UInt8 = 1
  static let end: UInt8 = 2
  /// NUL would end the text for SQLite.
  static let all: [UInt8] = [0, start, end]

  /// Where the marked parts are, as if the marks weren't there.
  static func places(in marked: [UInt8]) -> [Range<Int>] {
    var places: [Range<Int>] = []
    var offset = 0
    var begin = 0
    for byte in marked {
      switch byte {
      case start: begin = offset
      case end: places.append(begin..<offset)
      default: offset += 1
      }
    }
    return places
  }
}
