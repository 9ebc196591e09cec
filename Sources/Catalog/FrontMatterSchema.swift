import Architecture

extension Catalog {
  /// A JSON schema of a model's front matter, made from the readers themselves, for editors.
  ///
  /// Draft 7, the newest that every editor reads; no keywords of one editor, which strict validators refuse.
  public static var modelSchema: JSON {
    let fields = FrontMatterSchema.object(
      modelFields, overriding: ["layers": FrontMatterSchema.layers, "parts": FrontMatterSchema.parts])
    let head: [(String, JSON?)] = [
      ("$schema", "http://json-schema.org/draft-07/schema#"), ("$id", "urn:gallery:model"),
      ("title", "A model of the gallery"),
      ("description", "The fields above the prose of Content/models/<slug>.md."),
    ]
    return .fields(head + fields.members + [("definitions", FrontMatterSchema.definitions)])
  }
}

/// Field descriptions as JSON schema.
enum FrontMatterSchema {
  /// What an object may hold; `first` is one more field, which must be there.
  static func object(
    _ fields: [FieldDescription], overriding special: [String: JSON] = [:], named first: (String, JSON)? = nil
  ) -> JSON {
    let required = (first.map { [.text($0.0)] } ?? []) + fields.filter(\.required).map { JSON.text($0.name) }
    let properties = fields.map { field in
      let type = special[field.name] ?? schema(field.kind)
      let members: [(String, JSON?)] = [
        ("description", .text(field.documentation)), ("default", defaultValue(of: field)),
      ]
      return (field.name, JSON?.some(.fields(members + type.members)))
    }
    return .fields([
      ("type", "object"), ("required", required.isEmpty ? nil : .list(required)),
      ("properties", .fields((first.map { [($0.0, .some($0.1))] } ?? []) + properties)),
      ("additionalProperties", false),
    ])
  }

  private static func schema(_ kind: FieldDescription.Kind) -> JSON {
    switch kind {
    case .int(let range):
      .fields([
        ("type", "integer"), ("minimum", .int(range.lowerBound)), ("maximum", .int(range.upperBound)),
      ])
    case .flag: .fields([("type", "boolean")])
    case .choice(let words): .fields([("enum", .list(words.map(JSON.text)))])
    case .text(let form):
      if let pattern = form.pattern {
        .fields([("type", "string"), ("pattern", .text(pattern))])
      } else {
        // `1.10` and `no` are text to us, and other things to a reader of YAML.
        .fields([("type", ["string", "number", "boolean"]), ("minLength", 1)])
      }
    case .list(let items): .fields([("type", "array"), ("items", schema(items))])
    case .map(let values): .fields([("type", "object"), ("additionalProperties", schema(values))])
    case .any: .fields([])
    case .fields(let fields): object(fields)
    }
  }

  private static func defaultValue(of field: FieldDescription) -> JSON? {
    field.defaultValue.map { text in
      switch field.kind {
      case .int: Int(text).map(JSON.int) ?? .text(text)
      case .flag: .bool(text == "true")
      default: .text(text)
      }
    }
  }

  // MARK: Layers

  private static func reference(_ name: String) -> JSON {
    .fields([("$ref", .text("#/definitions/\(name)"))])
  }

  /// A layer is a list of sublayers, or fields of which one is that list.
  static let layers: JSON = .fields([
    ("type", "object"), ("minProperties", 1),
    ("propertyNames", .fields([("pattern", TextForm.layer.pattern.map(JSON.text))])),
    ("additionalProperties", reference("layer")),
  ])

  private static let layer: JSON = .fields([
    ("description", "its sublayers, in the order a token passes them"), ("type", ["array", "object"]),
    ("if", .fields([("type", "array")])), ("then", reference("sublayers")),
    ("else", object(Layer.fields, overriding: ["sublayers": .fields([("allOf", [reference("sublayers")])])])),
  ])

  /// `kind` decides which fields there are, so that a message of an editor is about a field.
  private static let sublayer: JSON = {
    let kind = JSON.fields([
      ("description", "the kind of sublayer"), ("enum", .list(Sublayers.all.map { .text($0.kind) })),
    ])
    let kinds = Sublayers.all.map { type in
      let isKind = JSON.fields([
        ("required", ["kind"]),
        ("properties", .fields([("kind", .fields([("const", .text(type.kind))]))])),
      ])
      return JSON.fields([("if", isKind), ("then", reference(type.kind))])
    }
    let same = JSON.fields([
      ("if", .fields([("required", ["same_as"])])), ("then", reference("same_as")),
      ("else", .fields([("required", ["kind"])])),
    ])
    return .fields([
      ("type", "object"), ("properties", .fields([("kind", kind)])), ("allOf", .list([same] + kinds)),
    ])
  }()

  static var definitions: JSON {
    let list = JSON.fields([
      ("type", "array"), ("minItems", 1), ("maxItems", .int(Layer.maximumSublayers)),
      ("items", reference("sublayer")),
    ])
    let kinds = Sublayers.all.map { type in
      let word = JSON.fields([
        ("description", .text(type.summary)), ("const", .text(type.kind)),
      ])
      return (type.kind, JSON?.some(object(PlacedSublayer.fields(of: type), named: ("kind", word))))
    }
    return .fields(
      [
        ("layer", layer), ("sublayers", list), ("sublayer", sublayer),
        ("same_as", object(PlacedSublayer.fieldsOfSame)),
      ] + kinds)
  }

  // MARK: Parts

  /// A part lists tensors or layers, or both.
  static var parts: JSON {
    let needed = ["tensors", "layers"].map { JSON.fields([("required", .list([.text($0)]))]) }
    let part = object(Part.fields).members + [("anyOf", .list(needed))]
    return .fields([("type", "object"), ("additionalProperties", .fields(part))])
  }
}

extension JSON {
  fileprivate var members: [(String, JSON?)] {
    guard case .object(let members) = self else { return [] }
    return members.map { ($0.key, $0.value) }
  }
}
