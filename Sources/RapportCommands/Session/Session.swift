import Git
import History
import Records
import Reports
import Space

/// What a command is about to do with a space.
enum SpaceUse: Sendable {
  /// Nothing is written; objects are taken as git takes them.
  case reading
  /// Objects are verified before anything is built upon them, and an interrupted write is cleaned up first.
  case writing
}

/// One run of a command: the context, seen through the options that every command shares.
struct Session: Sendable {
  let context: Context
  let options: SharedOptions

  init(_ context: Context, _ options: SharedOptions) throws {
    var context = context
    if let directory = options.directory {
      context.workingDirectory = Paths.absolute(directory, from: context.workingDirectory)
    }
    self.context = context
    self.options = options
  }

  var today: CalendarDay { context.today }

  /// Whether the person can be asked: both ends are a terminal, and nothing forbids it.
  var canAsk: Bool {
    context.terminal.isInputTerminal && context.terminal.isErrorTerminal && !isAskingForbidden
  }

  /// Whether an option or the environment says that nobody is to be asked.
  private var isAskingForbidden: Bool { options.noInput || !(context.environment["CI"] ?? "").isEmpty }

  /// The person's git, to sign with; without a limit where somebody may be typing a passphrase.
  ///
  /// One end at a terminal is enough, since programs that want a passphrase open the terminal themselves.
  var signingCommand: SigningCommand {
    let mayBeAsked = context.terminal.isInputTerminal || context.terminal.isErrorTerminal
    return SigningCommand(
      environment: context.environment,
      unattendedSeconds: mayBeAsked && !isAskingForbidden ? nil : Self.signingSeconds
    )
  }

  /// How long signing may take where nobody waits at a terminal, in seconds; a window may still ask somebody.
  private static let signingSeconds = 60

  /// Opens the space around the working directory.
  ///
  /// - Parameters:
  ///   - required: whether a repository without `relationship.md` or `private.md` is refused.
  ///   - use: whether the command writes.
  ///   - folder: where to look instead.
  func openSpace(for use: SpaceUse, required: Bool = true, from folder: String? = nil) throws -> Space {
    try Repository.start(use == .writing ? .writing : .reading)
    let ceilings = (context.environment["GIT_CEILING_DIRECTORIES"] ?? "").split(separator: ":").map(String.init)
    let space = try Space.open(
      from: folder ?? context.workingDirectory,
      ceilings: ceilings,
      searchPaths: context.configurationSearchPaths
    )
    if required, space.nature == .plainRepository {
      if let begun = try BegunClone(space) { throw begun.failure }
      throw SpaceError.noSpace(directory: context.workingDirectory)
    }
    if use == .writing {
      if let folder = space.folderCalledBare { throw CommandFailure(calledBare: folder) }
      try recover(space)
    }
    return space
  }

  /// Puts right what an interrupted command left, and says what became of it.
  func recover(_ space: Space) throws {
    if let recovery = try recovery(of: space) { say(recovery) }
  }

  /// Writes lines of the answer, through a pager where they don't fit the screen.
  func answer(_ lines: [StyledText]) async throws {
    var rest: [StyledText]? = lines
    try await answer {
      defer { rest = nil }
      return rest
    }
  }

  /// Writes lines of the answer as they come, through a pager as soon as they don't fit the screen.
  ///
  /// - Parameter next: Gives the next lines; nil after the last. Once the person has left the pager it isn't asked again.
  func answer(_ next: () async throws -> [StyledText]?) async throws {
    let color = usesColor(on: context.terminal.isOutputTerminal)
    func write(_ lines: [StyledText]) throws {
      try context.terminal.write(Array(lines.rendered(inColor: color).utf8), .output)
    }
    guard let height = context.terminal.height, !options.noPager, let pager = Pager(context: context) else {
      while let lines = try await next() { try write(lines) }
      return
    }
    var screen: [StyledText] = []
    while screen.count < height {
      guard let lines = try await next() else { return try write(screen) }
      screen += lines
    }
    try await pager.show { show in
      guard await show(screen.rendered(inColor: color)) else { return }
      while let lines = try await next() {
        guard await show(lines.rendered(inColor: color)) else { return }
      }
    }
  }

  /// Writes one value as JSON.
  func answer(_ json: JSONValue) throws {
    try context.terminal.write(Array((json.text + "\n").utf8), .output)
  }

  /// Writes raw bytes of an answer that is a record's own text; only to something that isn't a terminal.
  func answer(raw bytes: [UInt8]) throws {
    try context.terminal.write(bytes, .output)
  }

  /// Says something beside the answer.
  func say(_ line: StyledText) {
    guard !options.quiet else { return }
    warn([line])
  }

  /// Says what must not be kept quiet.
  func warn(_ lines: [StyledText]) {
    let color = usesColor(on: context.terminal.isErrorTerminal)
    // Nobody is left to hear of it when even standard error is closed.
    try? context.terminal.write(Array(lines.rendered(inColor: color).utf8), .error)
  }

  /// Asks a question; nil where nobody can be asked or the answer is empty.
  func ask(_ question: StyledText) -> String? {
    guard canAsk else { return nil }
    let text = question.rendered(inColor: usesColor(on: true)) + " "
    try? context.terminal.write(Array(text.utf8), .error)
    let answer = context.terminal.readLine().map { $0.filter { $0 != "\r" } }
    return answer.flatMap { $0.isEmpty ? nil : $0 }
  }

  private func recovery(of space: Space) throws -> StyledText? {
    switch try space.recover() {
    case nil, .concluded: nil
    case .undone: "An earlier command was interrupted before it was done; nothing of it was kept."
    case .keeping(let paths):
      "An earlier command was interrupted; a version that was edited at that moment is kept as \(paths.joined(separator: ", "))"
    }
  }

  /// Whether the answer is coloured.
  var colorsAnswer: Bool { usesColor(on: context.terminal.isOutputTerminal) }

  private func usesColor(on isTerminal: Bool) -> Bool {
    ColorRule.usesColor(options.color, environment: context.environment, isTerminal: isTerminal)
  }
}

/// Which of the many wishes about colour counts: `--color`, `NO_COLOR`, `CLICOLOR_FORCE`, then the terminal.
enum ColorRule {
  /// Source: <https://no-color.org>, <https://bixense.com/clicolors/>
  static func usesColor(_ choice: ColorChoice, environment: [String: String], isTerminal: Bool) -> Bool {
    switch choice {
    case .always: return true
    case .never: return false
    case .auto: break
    }
    if let value = environment["NO_COLOR"], !value.isEmpty { return false }
    if let value = environment["CLICOLOR_FORCE"], !value.isEmpty, value != "0" { return true }
    return isTerminal && environment["TERM"] != "dumb"
  }
}

/// Paths a person types.
enum Paths {
  /// An absolute path without `.` and `..`, resolved by text alone.
  static func absolute(_ path: String, from directory: String) -> String {
    let joined = path.hasPrefix("/") ? path : directory + "/" + path
    var components: [Substring] = []
    for component in joined.split(separator: "/") where component != "." {
      if component == ".." {
        _ = components.popLast()
      } else {
        components.append(component)
      }
    }
    return "/" + components.joined(separator: "/")
  }

  /// A typed path as a path of the repository; nil where it lies outside.
  static func inRepository(_ path: String, from directory: String, root: String) -> String? {
    let absolute = absolute(path, from: directory)
    if absolute == root { return "" }
    return absolute.hasPrefix(root + "/") ? String(absolute.dropFirst(root.count + 1)) : nil
  }
}
