/// A word of a command line that somebody copies into a shell.
///
/// Names and paths are often another person's choice; a line that helps must not run what they chose.
package enum ShellWord {
  /// Returns the word as a POSIX shell reads it back: as it is where nothing in it means anything there, else quoted.
  package static func quoted(_ word: String) -> String {
    // A tilde or an equals sign means something where it comes first.
    let isOrdinary = !word.isEmpty && !word.hasPrefix("~") && !word.hasPrefix("=") && word.allSatisfy(isOrdinary)
    return isOrdinary ? word : "'\(word.replacing("'", with: #"'\''"#))'"
  }

  private static func isOrdinary(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "/.:@_-~+%=,".contains(character)
  }
}

extension DefaultStringInterpolation {
  /// Writes a word of a command line that is to be copied, quoted where a shell needs it.
  package mutating func appendInterpolation(shell word: String) { appendInterpolation(ShellWord.quoted(word)) }
}
