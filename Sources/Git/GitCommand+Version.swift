extension GitCommand {
  /// The version of the user's git, as major and minor number and as git writes it; nil where there is none that answers.
  package func version() async -> (major: Int, minor: Int, text: String)? {
    guard let outcome = try? await run(["--version"]), outcome.exitCode == 0 else { return nil }
    let text = String(decoding: outcome.standardOutput, as: UTF8.self)
    guard let found = text.firstMatch(of: /(\d+)\.(\d+)[\d.]*/), let major = Int(found.1), let minor = Int(found.2)
    else { return nil }
    return (major, minor, String(found.0))
  }
}
