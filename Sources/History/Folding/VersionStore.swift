import Git
import Records

/// Reads versions of records, each once as long as it is likely to be asked for again.
struct VersionStore {
  let repository: Repository
  private var recent: [Key: RecordVersion?] = [:]
  private var older: [Key: RecordVersion?] = [:]
  private var recentCost = 0

  /// The cost at which versions that weren't asked for lately are forgotten; a field or line costs 1.
  private static let largestCost = 300_000

  private struct Key: Hashable {
    let blob: ObjectID
    let kind: RecordKind
  }

  init(_ repository: Repository) {
    self.repository = repository
  }

  /// Reads the version of a record that a file is; `nil` if it is none.
  ///
  /// Content that is missing or too large makes an unreadable version, since what it was can't be told.
  mutating func version(of file: TreeFile) throws(GitError) -> RecordVersion? {
    guard file.mode == .regular || file.mode == .executable else { return nil }
    let key = Key(blob: file.id, kind: RecordKind(path: file.path))
    if let known = recent[key] { return known }
    if let known = older[key] {
      remember(known, for: key)
      return known
    }
    let version = try read(file, kind: key.kind)
    remember(version, for: key)
    return version
  }

  /// Weighs the lines of a file for likeness.
  func likeness(of blob: ObjectID) throws(GitError) -> Likeness {
    Likeness(try repository.blob(blob, limit: ParsingLimits.fileBytes))
  }

  private func read(_ file: TreeFile, kind: RecordKind) throws(GitError) -> RecordVersion? {
    do throws(GitError) {
      return RecordVersion(try repository.blob(file.id, limit: ParsingLimits.fileBytes), kind: kind)
    } catch {
      switch error {
      case .missingObject: return .unreadable(VersionProblem(code: "missing-object"))
      case .objectTooLarge: return .unreadable(VersionProblem(code: DiagnosticCode.fileTooLarge.rawValue))
      default: throw error
      }
    }
  }

  private mutating func remember(_ version: RecordVersion?, for key: Key) {
    recent[key] = .some(version)
    recentCost += version?.snapshot?.cost ?? 1
    if recentCost > Self.largestCost {
      older = recent
      recent = [:]
      recentCost = 0
    }
  }
}

extension RecordSnapshot {
  fileprivate var cost: Int {
    8
      + fields.reduce(0) { sum, field in
        if case .list(let items) = field.value { sum + 1 + items.count } else { sum + 1 }
      } + sections.reduce(0) { $0 + 1 + $1.lines.count + $1.tasks.count + $1.datedLines.count }
  }
}
