import Git
import Records

/// What tells a file from others besides its path.
struct FileIdentity: Hashable {
  /// The record's `id`; nil if it has none, or isn't taken for one's own.
  var id: String?

  /// False for a record that can't be read.
  var isReadable = true

  /// Whether it is a record.
  var isRecord = false

  /// All that a record without an id says but for the day that names its file; nil for other files.
  var undatedContent: ObjectID?
}

/// Reads files, and holds those that a merge makes.
struct FileStore {
  private let repository: Repository
  /// Contents that aren't stored, by the ids they will have.
  private(set) var newBlobs: [ObjectID: [UInt8]] = [:]
  private var identities: [Version: FileIdentity] = [:]

  /// A content, and what it is taken for where it is.
  private struct Version: Hashable {
    let content: ObjectID
    let kind: RecordKind
  }

  /// The largest text that is merged by line, in bytes; a larger one is taken as a whole.
  private static let textBytes = 16 * 1024 * 1024

  /// Reads from a repository, and holds nothing yet.
  init(_ repository: Repository) {
    self.repository = repository
  }

  /// The content of a file; nil if it is larger than any that is merged.
  ///
  /// - Throws: `GitError`.
  func bytes(of file: TreeFile) throws(GitError) -> [UInt8]? {
    if let new = newBlobs[file.id] { return new }
    do throws(GitError) {
      let limit = RecordPath.mayHoldRecord(file.path) ? ParsingLimits.fileBytes : Self.textBytes
      return try repository.blob(file.id, limit: limit)
    } catch {
      guard case .objectTooLarge = error else { throw error }
      return nil
    }
  }

  /// Takes a new content.
  ///
  /// - Returns: The id it will have.
  /// - Throws: `GitError.failed`.
  mutating func add(_ bytes: [UInt8]) throws(GitError) -> ObjectID {
    let id = try ObjectID.blob(bytes)
    newBlobs[id] = bytes
    return id
  }

  /// Says what tells a file from others.
  ///
  /// - Throws: `GitError`.
  mutating func identity(of file: TreeFile) throws(GitError) -> FileIdentity {
    guard file.isRegular, RecordPath.mayHoldRecord(file.path) else { return FileIdentity() }
    let version = Version(content: file.id, kind: RecordKind(path: file.path))
    if let known = identities[version] { return known }
    let identity = try Self.identity(of: try bytes(of: file), kind: version.kind)
    identities[version] = identity
    return identity
  }

  private static func identity(of bytes: [UInt8]?, kind: RecordKind) throws(GitError) -> FileIdentity {
    guard let bytes else { return FileIdentity(isReadable: false, isRecord: true) }
    guard Document.hasFrontMatter(bytes) else { return FileIdentity() }
    guard let document = try? Document.parse(bytes) else { return FileIdentity(isReadable: false, isRecord: true) }
    guard let id = document.frontMatter.text("id") else {
      return FileIdentity(isRecord: true, undatedContent: try .blob(document.bytesWithoutDay(of: kind)))
    }
    return FileIdentity(id: id, isRecord: true)
  }
}

extension TreeFile {
  /// Whether another file has the same content and mode, wherever it is.
  func hasSameContent(as other: TreeFile) -> Bool { id == other.id && mode == other.mode }
}
