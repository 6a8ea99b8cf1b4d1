import Records
import Reports
import Space

/// What was edited by hand and is about to be committed.
struct Saving {
  /// The records to commit.
  private(set) var items: [SavePlan.Item] = []
  /// Committed records that are missing from the folder and stay in git.
  private(set) var missing: [String] = []
  /// What can't be read and is left as it is.
  private(set) var problems: [Diagnostic] = []

  /// Nothing to save.
  init() {}

  /// Collects what there is to save.
  ///
  /// - Parameter selection: paths to save; empty for all.
  init(in space: Space, selection: Set<String> = [], removingMissing: Bool = false) throws {
    let plan = try space.savePlan(selection: selection, removingMissing: removingMissing)
    items = plan.items
    missing = plan.missing
    problems = plan.problems
  }

  /// Each record on a line of its own.
  var list: [StyledText] {
    items.map { "  \($0.path)\($0.present == nil ? " (removed)" : $0.committed == nil ? " (new)" : "")" }
  }

  /// The commit of all of it; nil where there is nothing.
  func plan(because: String?) -> WritePlan? {
    guard !items.isEmpty else { return nil }
    return WritePlan(
      files: items.map { item in
        .init(saving: item.path, present: item.present, as: Self.tidied(item.present), committed: item.committed)
      },
      message: .init(subject: SaveSubject.text(for: items), body: because)
    )
  }

  /// What check would say of the saved records; they are saved all the same.
  var findings: [Diagnostic] {
    items.flatMap { item -> [Diagnostic] in
      guard let present = item.present, let document = try? Document.parse(present) else { return [] }
      return Checks.diagnostics(for: document, at: item.path, kind: RecordKind(path: item.path))
        .filter { $0.severity != .hint }
    }
  }

  /// What there is to say of files that were left out; nil where there are none.
  var failure: CommandFailure? {
    let files = Set(problems.map(\.path)).count
    guard files > 0 else { return nil }
    let (what, them) =
      files == 1 ? ("one file was left as it is", "it") : ("\(files) files were left as they are", "them")
    return CommandFailure(
      .findings,
      what,
      help: "do what is said above for \(them), then rapport save again",
      diagnostics: problems
    )
  }

  /// The record without the questions that the person settled by giving a field another value.
  private static func tidied(_ bytes: [UInt8]?) -> [UInt8]? {
    guard let bytes, let document = try? Document.parse(bytes),
      document.writtenEntries.count > document.openEntries.count, let settlement = try? Settlement(bytes)
    else { return bytes }
    return settlement.withoutSettled
  }
}
