package output

const strictUmaskWorks = false

func strictUmask() (restore func()) { return func() {} }
