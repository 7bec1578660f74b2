/// A PostgreSQL type by its OID; those of the types built in never change.
public struct PostgresType: Sendable, Hashable, CustomStringConvertible {
  public let oid: UInt32

  public init(oid: UInt32) { self.oid = oid }

  public static let bool = PostgresType(oid: 16)
  public static let bytea = PostgresType(oid: 17)
  /// The one-byte type that catalogues use, `"char"` in quotes.
  public static let byteChar = PostgresType(oid: 18)
  public static let name = PostgresType(oid: 19)
  public static let int8 = PostgresType(oid: 20)
  public static let int2 = PostgresType(oid: 21)
  public static let int4 = PostgresType(oid: 23)
  public static let text = PostgresType(oid: 25)
  public static let oid = PostgresType(oid: 26)
  public static let json = PostgresType(oid: 114)
  public static let float4 = PostgresType(oid: 700)
  public static let float8 = PostgresType(oid: 701)
  public static let unknown = PostgresType(oid: 705)
  public static let bpchar = PostgresType(oid: 1042)
  public static let varchar = PostgresType(oid: 1043)
  public static let date = PostgresType(oid: 1082)
  public static let timestamp = PostgresType(oid: 1114)
  public static let timestamptz = PostgresType(oid: 1184)
  public static let numeric = PostgresType(oid: 1700)
  public static let uuid = PostgresType(oid: 2950)
  public static let jsonb = PostgresType(oid: 3802)

  private static let known: [(type: PostgresType, name: String, array: UInt32)] = [
    (.bool, "bool", 1000), (.bytea, "bytea", 1001), (.byteChar, "\"char\"", 1002), (.name, "name", 1003),
    (.int8, "int8", 1016), (.int2, "int2", 1005), (.int4, "int4", 1007), (.text, "text", 1009),
    (.oid, "oid", 1028), (.json, "json", 199), (.float4, "float4", 1021), (.float8, "float8", 1022),
    (.bpchar, "bpchar", 1014), (.varchar, "varchar", 1015), (.date, "date", 1182), (.timestamp, "timestamp", 1115),
    (.timestamptz, "timestamptz", 1185), (.numeric, "numeric", 1231), (.uuid, "uuid", 2951), (.jsonb, "jsonb", 3807),
    (.unknown, "unknown", 0),
  ]

  /// The type of arrays of this type, or nil where there is none here.
  public var array: PostgresType? {
    for entry in Self.known where entry.type == self && entry.array != 0 { return PostgresType(oid: entry.array) }
    return nil
  }

  /// The type of this array type's elements, or nil if it is not an array type known here.
  public var element: PostgresType? {
    for entry in Self.known where entry.array == oid && oid != 0 { return entry.type }
    return nil
  }

  public var description: String {
    for entry in Self.known {
      if entry.type == self { return entry.name }
      if entry.array == oid { return "\(entry.name)[]" }
    }
    return "type \(oid)"
  }
}
