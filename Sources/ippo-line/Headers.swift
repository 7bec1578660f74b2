import HTTPTypes

extension HTTPField.Name {
  // "x-line-signature" is a token of RFC 9110, so this is never nil
  static let lineSignature = HTTPField.Name("x-line-signature") ?? .authorization
}
