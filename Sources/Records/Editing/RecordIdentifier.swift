/// The identities that rapport gives to records that may be renamed.
package enum RecordIdentifier {
  /// The number of characters of an identity.
  package static let length = 6

  /// Makes six random letters and digits, the first a letter so that no tool reads it as a number.
  package static func make(using generator: inout some RandomNumberGenerator) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    let characters = letters + Array("0123456789")
    var identifier = String(letters[Int.random(in: 0..<letters.count, using: &generator)])
    for _ in 1..<length {
      identifier.append(characters[Int.random(in: 0..<characters.count, using: &generator)])
    }
    return identifier
  }
}
