; The Windows installer, by Inno Setup 6:  iscc /DVersion=X.Y.Z packaging\windows\arietta.iss
; It packs what `python -m bundle` froze. For one user without administrator's rights, or for all.

#ifndef Version
  #error Name the version: iscc /DVersion=X.Y.Z
#endif
#define Root "..\.."

[Setup]
AppId={{8E0D7C64-5B0C-4B66-9A0E-2F7B6A1D9C31}
AppName=Arietta
AppVersion={#Version}
AppPublisher=The Arietta project
DefaultDirName={autopf}\Arietta
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile={#Root}\LICENSE
SetupIconFile={#Root}\resources\icons\arietta.ico
UninstallDisplayIcon={app}\Arietta.exe
ChangesAssociations=yes
CloseApplications=yes
Compression=lzma2/max
SolidCompression=yes
OutputDir={#Root}\dist
OutputBaseFilename=arietta-{#Version}-setup

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[InstallDelete]
; An upgrade leaves no library of the version before.
Type: filesandordirs; Name: "{app}\lib"

[Files]
Source: "{#Root}\build\frozen\arietta\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{autoprograms}\Arietta"; Filename: "{app}\Arietta.exe"
Name: "{autodesktop}\Arietta"; Filename: "{app}\Arietta.exe"; Tasks: desktopicon

[Registry]
; Songs open with Arietta. For MIDI files it is offered under "Open with" and takes nobody's place.
Root: HKA; Subkey: "Software\Classes\.arietta"; ValueType: string; ValueData: "Arietta.Song"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\Arietta.Song"; ValueType: string; ValueData: "Arietta song"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Arietta.Song\DefaultIcon"; ValueType: string; ValueData: "{app}\Arietta.exe,0"
Root: HKA; Subkey: "Software\Classes\Arietta.Song\shell\open\command"; ValueType: string; ValueData: """{app}\Arietta.exe"" ""%1"""
Root: HKA; Subkey: "Software\Classes\Applications\Arietta.exe"; ValueType: string; ValueName: "FriendlyAppName"; ValueData: "Arietta"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\Arietta.exe\SupportedTypes"; ValueType: string; ValueName: ".mid"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\Arietta.exe\SupportedTypes"; ValueType: string; ValueName: ".midi"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\Arietta.exe\shell\open\command"; ValueType: string; ValueData: """{app}\Arietta.exe"" ""%1"""
Root: HKA; Subkey: "Software\Classes\.mid\OpenWithProgids"; ValueType: string; ValueName: "Arietta.Midi"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.midi\OpenWithProgids"; ValueType: string; ValueName: "Arietta.Midi"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\Arietta.Midi"; ValueType: string; ValueData: "MIDI file"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Arietta.Midi\shell\open\command"; ValueType: string; ValueData: """{app}\Arietta.exe"" ""%1"""

[Run]
Filename: "{app}\Arietta.exe"; Description: "{cm:LaunchProgram,Arietta}"; Flags: nowait postinstall skipifsilent
