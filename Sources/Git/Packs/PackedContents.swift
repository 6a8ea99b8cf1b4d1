/// The objects of one kind in packs, and the contents that were put together or used lately.
struct PackedContents {
  /// Where an object begins.
  private struct Place: Hashable {
    var pack: Int
    var offset: Int
  }

  private let kind: ObjectKind
  private let directory: String?

  /// The packs of the repository when they were first asked for; none if there are too many to be looked through.
  private(set) lazy var packs = directory.map(Pack.all) ?? []

  private var recent: [Place: [UInt8]] = [:]
  /// Those before them, of which no more is kept once there are as many again.
  private var earlier: [Place: [UInt8]] = [:]
  private var recentBytes = 0

  /// How many bytes of contents make a generation.
  private let mostBytes: Int

  /// More differences on top of each other than git makes unless it is told to.
  private static let deepest = 256

  /// - Parameters:
  ///   - directory: The repository's folder, that of the main one for a linked work tree; nil for no packs.
  ///   - mostBytes: How much is kept before older contents are forgotten, in bytes; 0 if nothing is asked for twice.
  init(of kind: ObjectKind, in directory: String?, keeping mostBytes: Int) {
    self.kind = kind
    self.directory = directory
    self.mostBytes = mostBytes
  }

  /// The content of an object; nil if it isn't in a pack, is of another kind, is larger than a limit in bytes, or can't be read. Not
  /// checked in any way.
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
      switch packs[place.pack].object(kind, at: place.offset, limit: limit) {
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
    guard mostBytes > 0 else { return }
    recent[place] = bytes
    recentBytes += bytes.count
    guard recentBytes > mostBytes else { return }
    (earlier, recent, recentBytes) = (recent, [:], 0)
  }
}
