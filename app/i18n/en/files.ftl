# Files that come with forms.
file-hint = PDF, PNG, JPEG, XLSX, DOCX or CSV, up to 20 MB
file-kept = Files received
file-kept-hint = They need not be chosen again. Take the tick away from one that should not go with this.
file-unnamed = file
file-name-and-size = { $name } ({ $size })
file-size-kilobytes = { $size } KB
file-size-megabytes = { $size } MB
file-error-empty = “{ $name }” is empty. Choose the file again.
file-error-too-large = “{ $name }” is larger than 20 MB. Make it smaller, or give a link to it.
file-error-bad-table = “{ $name }” is not a table that can be read. A CSV file is text in UTF-8 with at least two columns, the same number in every line.
file-error-other-kind = “{ $name }” is, by its content, not a PDF, PNG, JPEG, XLSX, DOCX or CSV file. Choose one of these, or give a link.
