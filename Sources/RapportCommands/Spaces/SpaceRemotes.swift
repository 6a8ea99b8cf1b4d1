import Git
import Space

/// Where the person's spaces go when they are shared, as git's configuration says.
struct SpaceRemotes {
  /// Two spaces that go to one remote, and aren't the same space cloned twice.
  struct Pair {
    let one: String
    let other: String
    let address: String
  }

  private struct Entry {
    let root: String
    let repository: Repository
    let addresses: [String]
  }

  private let context: Context

  init(_ context: Context) {
    self.context = context
  }

  /// Another space that goes to an address; nil where there is none.
  func other(at address: RemoteAddress, besides space: Space) throws -> String? {
    let own = Entry(root: Self.root(of: space.repository), repository: space.repository, addresses: [address.text])
    return try others(than: own.root).first { try sharedAddress(own, $0) != nil }?.root
  }

  /// All pairs of spaces that go to one remote, among those of the person and one that may not be on their list.
  func pairs(with space: Space) throws -> [Pair] {
    let root = Self.root(of: space.repository)
    let all = try [Self.entry(root, space.repository)] + others(than: root)
    var pairs: [Pair] = []
    for (index, one) in all.enumerated() {
      for other in all[(index + 1)...] {
        guard let address = try sharedAddress(one, other) else { continue }
        pairs.append(Pair(one: one.root, other: other.root, address: address))
      }
    }
    return pairs
  }

  private func others(than root: String) throws -> [Entry] {
    try SpaceRegister(context).roots.compactMap { other in
      guard let repository = try? Repository(opening: other, searchPaths: context.configurationSearchPaths),
        Self.root(of: repository) != root
      else { return nil }
      return Self.entry(other, repository)
    }
  }

  private func sharedAddress(_ one: Entry, _ other: Entry) throws -> String? {
    guard
      let address = one.addresses.first(where: { address in
        other.addresses.contains { Self.plain($0) == Self.plain(address) }
      })
    else { return nil }
    // A second clone of the same space on this computer is the same space.
    return try beginsAlike(one.repository, other.repository) ? nil : address
  }

  /// Whether one repository's history begins with a commit that the other has, too.
  private func beginsAlike(_ one: Repository, _ other: Repository) throws -> Bool {
    guard let tip = try one.head().tip else { return true }
    var walk = try CommitWalk(from: [tip], in: one)
    while let commit = try walk.next() {
      if commit.parents.isEmpty, other.contains(commit.id) { return true }
    }
    return false
  }

  private static func root(of repository: Repository) -> String { repository.workTree ?? repository.gitDirectory }

  private static func entry(_ root: String, _ repository: Repository) -> Entry {
    let names = (try? repository.remoteNames()) ?? []
    let addresses = names.flatMap { (try? repository.remoteAddresses($0)) ?? [] }
    return Entry(root: root, repository: repository, addresses: addresses)
  }

  /// An address without what two spellings of it differ in.
  private static func plain(_ address: String) -> String {
    var text = address[...]
    while text.hasSuffix("/") { text.removeLast() }
    if text.hasSuffix(".git") { text.removeLast(4) }
    return text.lowercased()
  }
}
