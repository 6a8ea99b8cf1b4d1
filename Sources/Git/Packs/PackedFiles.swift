import Synchronization

/// Contents of files that are put together from what differs between them, for several that read them at once.
///
/// Most versions of a file are stored as what differs from a later one, so that the first one needs all of them. They are kept for
/// when their turn comes.
package final class PackedFiles: Sendable {
  private let contents: Mutex<PackedContents>

  /// - Parameter verifies: Whether objects are to be compared with their ids: then none is read here.
  package init(in repository: Repository, verifying verifies: Bool = Repository.isVerifying) {
    contents = Mutex(PackedContents(in: verifies ? nil : repository.commonDirectory))
  }

  /// The content of a file, not compared with its id; nil if it isn't in a pack, is larger than a limit in bytes, or can't be read.
  package func bytes(of id: ObjectID, limit: Int) -> [UInt8]? {
    contents.withLock { $0.bytes(of: id, limit: limit) }
  }
}

/// The packs, and the contents that were put together or used lately.
private struct PackedContents {
  /// Where a file begins.
  private struct Place: Hashable {
    var pack: Int
    var offset: Int
  }

  private let directory: String?
  private lazy var packs = directory.map(Pack.all) ?? []

  private var recent: [Place: [UInt8]] = [:]
  /// Those before them, of which no more is kept once there are as many again.
  private var earlier: [Place: [UInt8]] = [:]
  private var recentBytes = 0

  /// How many bytes of contents make a generation.
  private static let mostBytes = 24 << 20

  /// More differences on top of each other than git makes unless it is told to.
  private static let deepest = 256

  init(in directory: String?) {
    self.directory = directory
  }

  mutating func bytes(of id: ObjectID, limit: Int) -> [UInt8]? {
    for (number, pack) in packs.enumerated() {
      guard let offset = pack.offset(of: id) else { continue }
      return bytes(at: Place(pack: number, offset: offset), limit: limit)
    }
    return nil
  }

  private mutating func bytes(at place: Place, limit: Int) -> [UInt8]? {
    var differences: [(place: Place, instructions: [UInt8])] = []
    var place = place
    var bytes = known(at: place)
    while bytes == nil {
      switch packs[place.pack].file(at: place.offset, limit: limit) {
      case .whole(let whole):
        bytes = whole
        remember(whole, at: place)
      case .difference(let instructions, let base):
        guard differences.count < Self.deepest else { return nil }
        differences.append((place, instructions))
        place.offset = base
        bytes = known(at: place)
      case nil: return nil
      }
    }
    for difference in differences.reversed() {
      guard let base = bytes, let next = [UInt8](difference.instructions, base: base, limit: limit) else { return nil }
      remember(next, at: difference.place)
      bytes = next
    }
    return bytes
  }

  private mutating func known(at place: Place) -> [UInt8]? {
    if let bytes = recent[place] { return bytes }
    guard let bytes = earlier[place] else { return nil }
    remember(bytes, at: place)
    return bytes
  }

  private mutating func remember(_ bytes: [UInt8], at place: Place) {
    recent[place] = bytes
    recentBytes += bytes.count
    guard recentBytes > Self.mostBytes else { return }
    (earlier, recent, recentBytes) = (recent, [:], 0)
  }
}
