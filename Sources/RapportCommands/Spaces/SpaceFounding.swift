import Git
import Records
import Reports
import Space
import Templates

/// The steps of making a space.
struct SpaceFounding {
  let context: Context

  init(_ context: Context) {
    self.context = context
  }

  /// The repository of the folder, made if there is none.
  ///
  /// - Parameter me: the person who runs the command, where they said who they are.
  /// - Throws: ``CommandFailure`` where the folder is a space already, lies inside another repository, or a private
  ///   space would lie inside a shared one; `SpaceError` where the repository that it lies in can't be opened.
  func repository(isPrivate: Bool, me: Person?) throws -> Space {
    let folder = context.workingDirectory
    if let existing = try existingSpace() {
      let root = existing.workTree?.root ?? existing.repository.gitDirectory
      if existing.nature != .plainRepository, root == folder || !isPrivate {
        throw CommandFailure(.refused, "this is a space already", path: root, help: "see how it stands: rapport status")
      }
      if isPrivate, existing.nature == .shared {
        throw CommandFailure(
          .refused,
          "a private space can't lie inside a shared one: it would be pushed with it",
          path: root,
          help: "make it elsewhere: rapport init --private ~/my-notes"
        )
      }
      guard root == folder else {
        throw CommandFailure(
          .refused,
          "this folder lies inside another repository",
          path: root,
          help: "make the space in a folder of its own, or at that repository's top"
        )
      }
      return existing
    }
    if me == nil { try requireIdentity(isPrivate: isPrivate) }
    try Space.createFolders(folder)
    let branch = try UserConfiguration(searchPaths: context.configurationSearchPaths).value("init.defaultBranch")
    _ = try Repository.create(at: folder, bare: false, initialBranch: branch ?? "main")
    return try Space(Repository(opening: folder, searchPaths: context.configurationSearchPaths))
  }

  /// The repository that the folder lies in; nil where there is none.
  ///
  /// - Throws: `SpaceError` for one that can't be opened: whatever is made inside it might be shared with it.
  private func existingSpace() throws -> Space? {
    // Git looks for a repository from a folder that is there; the new one may not be yet.
    let nearest = Space.nearestFolder(to: context.workingDirectory)
    do throws(SpaceError) {
      return try Space.open(from: nearest, ceilings: [], searchPaths: context.configurationSearchPaths)
    } catch .git(.notARepository) {
      return nil
    }
  }

  /// Who runs the command, as git would write them into a commit of the folder; nil where it doesn't know.
  var person: String? {
    get throws {
      let here = try existingSpace()
      let configuration = UserConfiguration(searchPaths: context.configurationSearchPaths)
      func value(_ variable: String, _ key: String) throws -> String? {
        try context.environment[variable] ?? here?.repository.configuration(key) ?? configuration.value(key)
      }
      guard let name = try value("GIT_AUTHOR_NAME", "user.name"),
        let email = try value("GIT_AUTHOR_EMAIL", "user.email")
      else { return nil }
      return "\(name) <\(email)>"
    }
  }

  /// Makes sure that the first commit will have an author, before anything is made for it.
  private func requireIdentity(isPrivate: Bool) throws {
    let configuration = UserConfiguration(searchPaths: context.configurationSearchPaths)
    for (variable, key) in [("NAME", "user.name"), ("EMAIL", "user.email")] {
      for role in ["AUTHOR", "COMMITTER"] {
        let value = try context.environment["GIT_\(role)_\(variable)"] ?? configuration.value(key)
        guard value?.isEmpty ?? true else { continue }
        throw CommandFailure(
          .refused,
          "git doesn't know who you are, so nothing was made",
          help: isPrivate
            ? "git config --global user.name \"Your Name\" && git config --global user.email you@example.org"
            : "say which of the two you are: --me mentor or --me mentee"
        )
      }
    }
  }

  /// Tells git the person's name and address for this repository, where it knows neither.
  ///
  /// - Returns: What to say where git has another address, under which the other one doesn't know the person; nil where it hasn't.
  func introduce(_ person: Person, to space: Space) throws -> StyledText? {
    if try space.repository.configuration("user.name") == nil {
      try space.repository.setConfiguration("user.name", person.name, scope: .local)
    }
    if try space.repository.configuration("user.email") == nil {
      try space.repository.setConfiguration("user.email", person.email, scope: .local)
    }
    let known = try Identity(context, in: space).author
    guard known.email.lowercased() != person.email.lowercased() else { return nil }
    let folder = space.workTree?.root ?? context.workingDirectory
    return StyledText("You commit here as \(known.name) <\(known.email)>, not as \(person.email): ", .warning)
      + "git -C \(shell: folder) config user.email \(shell: person.email)"
  }

  /// The first files of a space; what is there stays.
  ///
  /// - Parameters:
  ///   - started: the day the two began; nil for today.
  ///   - takenAlong: records that the mentee brings from another space.
  func plan(
    for space: Space,
    people: InitCommand.People?,
    started: CalendarDay? = nil,
    takenAlong: [(path: String, bytes: [UInt8])] = []
  ) throws -> WritePlan {
    guard let workTree = space.workTree else { throw SpaceError.bareRepository }
    var files: [(path: String, bytes: [UInt8])] = []
    if let people {
      let document = try Document.parse(BuiltInTemplates.record(of: .relationship))
      let order = KindDescription.of(.relationship).keyOrder
      let fields = [
        ("mentor", people.mentor), ("mentee", people.mentee), ("started", (started ?? context.today).description),
        ("status", "active"),
      ]
      let filled = try fields.reduce(document) { document, field in
        try Document.parse(document.applying(try document.setting(field.0, to: .text(field.1), order: order)))
      }
      files.append(("relationship.md", filled.bytes))
      files.append(("agreement.md", BuiltInTemplates.record(of: .agreement)))
      files.append(("README.md", BuiltInTemplates.sharedReadme))
    } else {
      files.append(("private.md", BuiltInTemplates.record(of: .privateSpace)))
      files.append(("README.md", BuiltInTemplates.privateReadme))
    }
    let edits = try (files + takenAlong).compactMap { file -> WritePlan.FileEdit? in
      try workTree.read(file.path) == nil ? .init(path: file.path, before: nil, after: file.bytes) : nil
    }
    return WritePlan(files: edits, message: .init(subject: people == nil ? "private space: new" : "relationship: new"))
  }

  /// Puts the space on the person's list in git's own configuration.
  ///
  /// - Returns: what to say where that can't be written, though the space is there; nil once it is on the list.
  func register(_ space: Space, isPrivate: Bool) -> StyledText? {
    guard let root = space.workTree?.root else { return nil }
    let key = isPrivate ? "rapport.private" : "rapport.space"
    do throws(GitError) {
      guard try !space.repository.configurationValues(key).contains(root) else { return nil }
      try space.repository.addConfiguration(key, root, scope: .global)
      return nil
    } catch {
      let problem = CommandFailure(error).summary
      return "It isn't on the list of your spaces yet: \(problem). Later: git config --global --add \(key) '\(root)'"
    }
  }
}
