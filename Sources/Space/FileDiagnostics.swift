package import Records

extension DiagnosticCode {
  /// A link, a pipe or a folder stands where a record should.
  package static let notRegularFile = DiagnosticCode(rawValue: "not-a-file")
  /// The file's name, or its folder's, is one that another person's computer or program won't take.
  package static let fileName = DiagnosticCode(rawValue: "file-name")
  /// The file, or the folder, can't be opened or read.
  package static let notReadable = DiagnosticCode(rawValue: "not-readable")
  /// The path of a record is written in other letters than its kind's.
  package static let miscasedPlace = DiagnosticCode(rawValue: "record-place")
  /// A version that a merge couldn't bring together with the record stands beside it.
  package static let unmergedVersion = DiagnosticCode(rawValue: "unmerged-version")
}

extension Diagnostic {
  static func notRegularFile(_ obstacle: WorkTree.Obstacle) -> Diagnostic {
    Diagnostic(
      code: .notRegularFile,
      severity: .error,
      path: obstacle.path,
      summary: "this is \(obstacle.found), not a file of this space",
      help: "replace it by a regular file; rapport follows no links, so that nothing outside the space is read or saved"
    )
  }

  /// - Parameter holdsRecords: Whether records are, or belong, in the folder.
  static func closedFolder(_ folder: WorkTree.ClosedFolder, holdsRecords: Bool) -> Diagnostic {
    Diagnostic(
      code: .notReadable,
      severity: holdsRecords ? .error : .warning,
      path: folder.path,
      summary: "the folder can't be read: \(folder.reason)",
      help: "give yourself access to it, or move it out of the space"
    )
  }

  /// - Parameter isSaved: Whether git has it under that name.
  static func unsharableName(_ problem: NameProblem, path: String, isSaved: Bool) -> Diagnostic {
    Diagnostic(
      code: .fileName,
      severity: .error,
      path: path,
      summary: problem == .controlCharacter
        ? "the file's name holds a control character"
        : "this is \(problem.inWords), which can't be shared" + (isSaved ? "" : ", so it is read as no record"),
      help: "rename the file, using letters, digits and hyphens"
    )
  }

  static func illegibleName(path: String) -> Diagnostic {
    Diagnostic(
      code: .fileName,
      severity: .error,
      path: path,
      summary: "the file's name isn't written in UTF-8, so it is read as no record",
      help: "rename the file, using letters, digits and hyphens"
    )
  }

  static func noFrontMatter(path: String) -> Diagnostic {
    Diagnostic(
      code: .frontMatterMissing,
      severity: .warning,
      path: path,
      summary: "the file doesn't start with front matter, so it is no record",
      help: "put the fields between two lines `---` at the very top, or move the file out of the record folders"
    )
  }

  static func frontMatterLost(path: String) -> Diagnostic {
    Diagnostic(
      code: .frontMatterMissing,
      severity: .error,
      path: path,
      summary: "the file no longer starts with its front matter, so nothing reads it as the record that it was",
      help: "its first line has to be `---` and nothing else; move what stands above that line below the fields"
    )
  }

  /// - Parameter isSaved: Whether git has it, as a note if it ends in `.md`; otherwise nobody ever will.
  static func miscased(path: String, as right: String, isSaved: Bool) -> Diagnostic {
    Diagnostic(
      code: .miscasedPlace,
      severity: isSaved ? .warning : .error,
      path: path,
      summary: isSaved
        ? "the file isn't read as the record that it looks like, since its path is written in other letters"
        : "the file is read as no record and isn't saved, since its path is written in other letters",
      help: "move it to \(right)"
    )
  }

  static func unmergedVersion(path: String) -> Diagnostic {
    Diagnostic(
      code: .unmergedVersion,
      severity: .warning,
      path: path,
      summary: "this version couldn't be brought together with the record beside it",
      help: "see what is to be mended in it, and bring both together: rapport resolve \(shell: path)"
    )
  }

  static func tooLarge(path: String, bytes: Int) -> Diagnostic {
    Diagnostic(
      code: .fileTooLarge,
      severity: .error,
      path: path,
      summary: "the file has \(bytes) bytes; a record may have \(WorkTree.fileLimit)",
      help: "move large material into a file of its own and name it in the record"
    )
  }

  /// The diagnostic for a file that couldn't be read; nil where the error concerns more than the file.
  init?(reading path: String, failedWith error: SpaceError) {
    switch error {
    case .notRegularFile(let path, let found):
      self = .notRegularFile(WorkTree.Obstacle(path: path, found: found))
    case .tooLarge(let path, let bytes):
      self = .tooLarge(path: path, bytes: bytes)
    case .system(_, _, let reason):
      self.init(
        code: .notReadable,
        severity: .error,
        path: path,
        summary: "the file can't be read: \(reason)",
        help: "look at its permissions: ls -l \(shell: path)"
      )
    default:
      return nil
    }
  }
}
