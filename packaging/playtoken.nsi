; Installs Playtoken for the one who runs it, without a question and without rights of an
; administrator; /S shows nothing at all, /D=C:\folder is another place. scripts/release.sh
; gives VERSION, NUMBERS (x.y.z), HOMEPAGE, FILES, ICON and OUT.
Target amd64-unicode
Unicode true
SetCompressor /SOLID lzma
Name "Playtoken"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Playtoken"
InstallDirRegKey HKCU "Software\Playtoken" "Folder"
Icon "${ICON}"
UninstallIcon "${ICON}"
ShowInstDetails nevershow
BrandingText "Playtoken ${VERSION}"
VIProductVersion "${NUMBERS}.0"
VIAddVersionKey "ProductName" "Playtoken"
VIAddVersionKey "FileDescription" "Installs Playtoken"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "The Playtoken authors, MIT License"
VIAddVersionKey "CompanyName" "The Playtoken authors"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Playtoken"
!define PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths"

Page instfiles
UninstPage instfiles

Section
	SetShellVarContext current
	SetOutPath "$INSTDIR"
	; A program that runs cannot be replaced: nothing is changed then, and that is said.
	ClearErrors
	SetOverwrite try
	File "${FILES}/playtoken.exe"
	File "${FILES}/ptok.exe"
	IfErrors 0 replaced
		IfSilent +2
		MessageBox MB_OK|MB_ICONEXCLAMATION "Playtoken is running. Close it and try again."
		SetErrorLevel 2
		Abort "Playtoken is running. Close it and try again."
	replaced:
	SetOverwrite on
	File "${FILES}/ptok.ps1"
	File "${FILES}/LICENSE.txt"
	File "${FILES}/THIRD_PARTY_NOTICES.txt"
	WriteUninstaller "$INSTDIR\uninstall.exe"
	CreateShortcut "$SMPROGRAMS\Playtoken.lnk" "$INSTDIR\playtoken.exe"
	WriteRegStr HKCU "Software\Playtoken" "Folder" "$INSTDIR"
	WriteRegStr HKCU "${PATHS}\playtoken.exe" "" "$INSTDIR\playtoken.exe"
	WriteRegStr HKCU "${PATHS}\ptok.exe" "" "$INSTDIR\ptok.exe"
	WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Playtoken"
	WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
	WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\playtoken.exe"
	WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The Playtoken authors"
	WriteRegStr HKCU "${UNINSTALL}" "URLInfoAbout" "${HOMEPAGE}"
	WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
	WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
	WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
	WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
	WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

; The saved profiles stay: they are the user's, and elsewhere.
Section "Uninstall"
	SetShellVarContext current
	ClearErrors
	Delete "$INSTDIR\playtoken.exe"
	Delete "$INSTDIR\ptok.exe"
	IfErrors 0 deleted
		IfSilent +2
		MessageBox MB_OK|MB_ICONEXCLAMATION "Playtoken is running. Close it and try again."
		SetErrorLevel 2
		Abort "Playtoken is running. Close it and try again."
	deleted:
	Delete "$INSTDIR\ptok.ps1"
	Delete "$INSTDIR\LICENSE.txt"
	Delete "$INSTDIR\THIRD_PARTY_NOTICES.txt"
	Delete "$INSTDIR\uninstall.exe"
	RMDir "$INSTDIR"
	Delete "$SMPROGRAMS\Playtoken.lnk"
	DeleteRegKey HKCU "${PATHS}\playtoken.exe"
	DeleteRegKey HKCU "${PATHS}\ptok.exe"
	DeleteRegKey HKCU "${UNINSTALL}"
	DeleteRegKey HKCU "Software\Playtoken"
SectionEnd
