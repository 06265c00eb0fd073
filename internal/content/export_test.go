package content

// ValidateOnly checks one unit, beside all the others.
var ValidateOnly = validate
