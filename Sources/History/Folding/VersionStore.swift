import Git
import Records

/// Reads versions of records, each once as long as it is likely to be asked for again.
struct VersionStore {
  let repository: Repository
  private var recent: [Key: RecordVersion?] = [:]
  private var older: [Key: RecordVersion?] = [:]
  private var recentCost = 0
  private var contents: [ObjectID: BlobContent] = [:]
  private var readElsewhere: [[Key: RecordVersion?]] = []

  /// What had to be read since contents were taken, if that is noted.
  private(set) var readSince: [Key: RecordVersion?] = [:]
  private let notesReading: Bool

  /// The cost at which versions that weren't asked for lately are forgotten, in bytes of their files.
  private let largestCost: Int

  /// What a version is known by.
  struct Key: Sendable, Hashable {
    let blob: ObjectID
    let kind: RecordKind

    init(blob: ObjectID, kind: RecordKind) {
      self.blob = blob
      self.kind = kind
    }

    init(_ file: TreeFile) {
      self.init(blob: file.id, kind: RecordKind(path: file.path))
    }
  }

  /// - Parameters:
  ///   - share: How many such stores share the work, each of which then keeps less.
  ///   - notesReading: Whether somebody wants to know what had to be read.
  init(_ repository: Repository, share: Int = 1, notingReading notesReading: Bool = false) {
    self.repository = repository
    self.notesReading = notesReading
    largestCost = (8 << 20) / share
  }

  /// Takes what has been read of files already, in place of what it took before.
  ///
  /// - Parameter versions: The versions of records that have been made of it; `nil` for files that are none.
  mutating func take(_ contents: [ObjectID: BlobContent], versions: [[Key: RecordVersion?]] = []) {
    self.contents = contents
    readElsewhere = versions
    readSince = notesReading ? Dictionary(minimumCapacity: contents.count) : [:]
  }

  /// Reads the version of a record that a file is; `nil` if it is none.
  ///
  /// Content that is missing or too large makes an unreadable version, since what it was can't be told.
  ///
  /// - Parameter neighbor: A version that was read lately and has most in common with this one, if there is any.
  mutating func version(of file: TreeFile, near neighbor: TreeFile? = nil) throws(GitError) -> RecordVersion? {
    guard file.isRegular else { return nil }
    let key = Key(file)
    if let known = stored(key) { return known }
    if let known = readElsewhere.lazy.compactMap({ $0[key] }).first {
      remember(known, for: key)
      return known
    }
    let text = neighbor.flatMap { (stored(Key(blob: $0.id, kind: key.kind)) ?? nil)?.text }
    let version = try read(file, kind: key.kind, near: text)
    remember(version, for: key)
    if notesReading { readSince[key] = .some(version) }
    return version
  }

  /// Weighs the lines of a file for likeness.
  func likeness(of blob: ObjectID) throws(GitError) -> Likeness {
    Likeness(try repository.blob(blob, limit: ParsingLimits.fileBytes))
  }

  private func read(_ file: TreeFile, kind: RecordKind, near text: RecordText?) throws(GitError) -> RecordVersion? {
    let content = if let known = contents[file.id] { known } else { try BlobContent(file.id, in: repository) }
    switch content {
    case .missing: return .unreadable(VersionProblem(code: "missing-object"))
    case .tooLarge: return .unreadable(VersionProblem(code: DiagnosticCode.fileTooLarge.rawValue))
    case .bytes(let bytes): return RecordVersion(bytes, blob: file.id, kind: kind, near: text)
    }
  }

  private mutating func stored(_ key: Key) -> RecordVersion?? {
    if let known = recent[key] { return known }
    guard let known = older[key] else { return nil }
    remember(known, for: key)
    return known
  }

  private mutating func remember(_ version: RecordVersion?, for key: Key) {
    recent[key] = .some(version)
    recentCost += version?.text?.cost ?? 1024
    if recentCost > largestCost {
      older = recent
      recent = Dictionary(minimumCapacity: older.count)
      recentCost = 0
    }
  }
}

/// What a file holds, as far as history asks.
enum BlobContent: Sendable {
  case bytes([UInt8])

  /// The repository lacks the object.
  case missing

  /// No record may be as large.
  case tooLarge

  /// - Throws: `GitError` for anything but a missing object.
  init(_ blob: ObjectID, in repository: Repository) throws(GitError) {
    do throws(GitError) {
      self = .bytes(try repository.blob(blob, limit: ParsingLimits.fileBytes))
    } catch {
      switch error {
      case .missingObject: self = .missing
      case .objectTooLarge: self = .tooLarge
      default: throw error
      }
    }
  }
}
