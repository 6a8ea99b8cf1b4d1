import Git

extension Space {
  /// Whether a command was interrupted while it wrote, and nothing has been put right since.
  package var hasInterruptedWrite: Bool {
    FileSystem.status(ofPath: Journal.path(in: ownFolder)) != nil && !isBeingWritten
  }

  /// Texts of the person that no command could place: drafts of an editor that failed, versions that were edited during an interrupted write; by their absolute paths.
  package var keptTexts: [String] {
    func kept(in folder: String, _ prefixes: [String]) -> [String] {
      (FileSystem.names(inFolder: folder) ?? []).filter { name in prefixes.contains { name.hasPrefix($0) } }
        .sorted().map { folder + "/" + $0 }
    }
    return kept(in: ownFolder, ["draft-", "kept-"]) + (workTree.map { kept(in: $0.root, [".rapport-kept-"]) } ?? [])
  }
}
