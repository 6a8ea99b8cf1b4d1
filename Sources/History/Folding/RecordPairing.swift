package import Git

/// Says which files before a commit and which after it are the same record.
///
/// Only files that the commit changed take part: everything else continues where it is. The rules, in this order:
///
/// 1. The same path continues a record, unless its id now lives elsewhere or the id it has now came from elsewhere. An id gained, lost or edited in place
///    changes a field. Of two copies the old path keeps the record.
/// 2. Equal ids.
/// 3. Equal content.
/// 4. Likeness of at least 50 %, only among readable files without ids, the likest first.
///
/// Where several files qualify alike, the smaller paths by bytes go first.
package struct RecordPairing {
  /// What the rules ask about one version of a record.
  package struct Candidate: Hashable {
    package var path: String

    /// Its content; `nil` where equal content is not to make a pair.
    package var blob: ObjectID?

    /// The id of this version, or of the last readable one before it.
    package var id: String?

    package var isReadable: Bool

    /// What is known of one version.
    package init(path: String, blob: ObjectID?, id: String?, isReadable: Bool) {
      self.path = path
      self.blob = blob
      self.id = id
      self.isReadable = isReadable
    }

    fileprivate var key: TreePath { TreePath(path) }
  }

  /// One record across the commit; one of the sides is `nil` where it began or ended.
  package struct Pair: Hashable {
    package var old: String?
    package var new: String?

    /// The likeness in percent, where that alone made the pair.
    package var similarity: Int?
  }

  /// The most comparisons of content in one commit; beyond it files are not renamed by likeness.
  private static let mostComparisons = 250_000

  private let olds: [Candidate]
  private let news: [Candidate]
  private var pairs: [Pair] = []
  private var openOlds: [Candidate] = []
  private var openNews: [Candidate] = []

  /// Pairs the changed records before and after a commit.
  ///
  /// - Parameters:
  ///   - olds: The changed records as they were before.
  ///   - news: The changed records as they are after.
  ///   - likeness: How alike two files are in percent; asked only where ids and equal content don't decide.
  /// - Returns: Every file exactly once, sorted by the path after the commit, or before it where the record ended.
  package static func pairs<Failure: Error>(
    from olds: [Candidate],
    to news: [Candidate],
    likeness: (_ old: Candidate, _ new: Candidate) throws(Failure) -> Int
  ) throws(Failure) -> [Pair] {
    var pairing = RecordPairing(olds: olds, news: news)
    pairing.pairSamePaths()
    pairing.pairEqual(\.id)
    pairing.pairEqual { $0.blob }
    try pairing.pairAlike(likeness)
    pairing.pairs += pairing.openOlds.map { Pair(old: $0.path, new: nil) }
    pairing.pairs += pairing.openNews.map { Pair(old: nil, new: $0.path) }
    return pairing.pairs.sorted { $0.sortingPath.utf8.lexicographicallyPrecedes($1.sortingPath.utf8) }
  }

  private init(olds: [Candidate], news: [Candidate]) {
    self.olds = olds.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    self.news = news.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private mutating func pairSamePaths() {
    let oldAt = Dictionary(olds.map { ($0.key, $0) }) { first, _ in first }
    let newAt = Dictionary(news.map { ($0.key, $0) }) { first, _ in first }
    let arrived = Set(news.compactMap { oldAt[$0.key]?.id == $0.id ? nil : $0.id })
    let departed = Set(olds.compactMap { newAt[$0.key]?.id == $0.id ? nil : $0.id })
    for old in olds {
      guard let new = newAt[old.key] else {
        openOlds.append(old)
        continue
      }
      let movedAway = old.id.map(arrived.contains) ?? false
      let cameFromElsewhere = new.id.map(departed.contains) ?? false
      if old.id == new.id || !movedAway && !(new.isReadable && cameFromElsewhere) {
        pairs.append(Pair(old: old.path, new: new.path))
      } else {
        openOlds.append(old)
        openNews.append(new)
      }
    }
    openNews += news.filter { oldAt[$0.key] == nil }
    openNews.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private mutating func pairEqual<Key: Hashable>(_ key: (Candidate) -> Key?) {
    var waiting: [Key: ArraySlice<Candidate>] = [:]
    for new in openNews {
      if let value = key(new) { waiting[value, default: []].append(new) }
    }
    let found = openOlds.compactMap { old -> Pair? in
      guard let value = key(old), let new = waiting[value]?.popFirst() else { return nil }
      return Pair(old: old.path, new: new.path)
    }
    close(found)
  }

  private mutating func pairAlike<Failure: Error>(
    _ likeness: (Candidate, Candidate) throws(Failure) -> Int
  ) throws(Failure) {
    let olds = openOlds.filter { $0.id == nil && $0.isReadable }
    let news = openNews.filter { $0.id == nil && $0.isReadable }
    guard !olds.isEmpty, !news.isEmpty, olds.count <= Self.mostComparisons / news.count else { return }
    var found: [(old: Candidate, new: Candidate, similarity: Int)] = []
    for old in olds {
      for new in news {
        let similarity = try likeness(old, new)
        if similarity >= Likeness.threshold { found.append((old, new, similarity)) }
      }
    }
    // Found in the order of paths; the index keeps that order among equals.
    let likestFirst = found.enumerated().sorted {
      ($1.element.similarity, $0.offset) < ($0.element.similarity, $1.offset)
    }
    var taken: Set<Candidate> = []
    var chosen: [Pair] = []
    for (_, match) in likestFirst where !taken.contains(match.old) && !taken.contains(match.new) {
      taken.formUnion([match.old, match.new])
      chosen.append(Pair(old: match.old.path, new: match.new.path, similarity: match.similarity))
    }
    close(chosen)
  }

  private mutating func close(_ found: [Pair]) {
    guard !found.isEmpty else { return }
    let closedOlds = Set(found.compactMap { $0.old.map(TreePath.init) })
    let closedNews = Set(found.compactMap { $0.new.map(TreePath.init) })
    pairs += found
    openOlds.removeAll { closedOlds.contains($0.key) }
    openNews.removeAll { closedNews.contains($0.key) }
  }
}

extension RecordPairing.Pair {
  fileprivate var sortingPath: String { new ?? old ?? "" }
}
