import ArgumentParser

/// A command that gets the world as a value instead of reaching for it.
protocol ContextCommand: ParsableCommand {
  var shared: SharedOptions { get }

  /// Does the work.
  func run(in session: Session) async throws
}
