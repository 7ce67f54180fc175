; The installer for Windows. `python3 dev.py package` builds it on Windows; makensis on Linux checks it.
;
;   agentview-VERSION-setup.exe /S [/AllUsers | /CurrentUser] [/SERVERURL=URL] [/AUTOSTART=1] [/D=FOLDER]
;
; Exit codes: 0 done, 1 cancelled, 2 a switch makes no sense, 3 a newer version is installed,
; 4 the program or one of its files is in use.

Unicode true
ManifestDPIAware true
!ifdef STAND_IN
  SetCompress off
!else
  SetCompressor /SOLID lzma
!endif
CRCCheck on

!ifndef VERSION | PAYLOAD | ICON | LICENCE | OUTPUT
  !error "name VERSION, PAYLOAD, ICON, LICENCE and OUTPUT with -D"
!endif

!define NAME "AgentView"
!define EXE "agentview.exe"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define POLICY_KEY "Software\Policies\${NAME}"
!define RUN_KEY "Software\Microsoft\Windows\CurrentVersion\Run"
!define CAPABILITIES "Software\${NAME}\Capabilities"

!define E_SWITCH 2
!define E_NEWER 3
!define E_IN_USE 4

!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_INSTALLMODE_INSTDIR "${NAME}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "${UNINSTALL_KEY}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "InstallLocation"
!define MULTIUSER_INSTALLMODE_FUNCTION keepFolder
!include MultiUser.nsh
!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WordFunc.nsh
!include x64.nsh

Name "${NAME} ${VERSION}"
OutFile "${OUTPUT}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${NAME} set-up"
VIAddVersionKey "LegalCopyright" "Apache License 2.0"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\${EXE}"
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"

LangString NEWER ${LANG_ENGLISH} "A newer version ($0) is installed; nothing was changed. Remove it first to go back: what you did in it may not be readable by version ${VERSION}."
LangString IN_USE ${LANG_ENGLISH} "AgentView is running; nothing was changed. Close it and start the set-up again."
LangString BAD_SWITCH ${LANG_ENGLISH} "SERVERURL must begin with http:// or https://, and AUTOSTART must be 0 or 1; nothing was changed."
!include "german.nsh"

Var ServerUrl
Var Autostart
; What /D= names; for the uninstaller, where it lies.
Var Folder
; Where the version lies that is replaced.
Var OldFolder

!macro END_WITH CODE TEXT
  ${IfNot} ${Silent}
    MessageBox MB_OK|MB_ICONSTOP "${TEXT}"
  ${EndIf}
  SetErrorLevel ${CODE}
  Quit
!macroend

!macro REFUSE_WHILE_IN_USE FOLDER
  ; Windows lets nobody write to a program that runs.
  ${If} ${FileExists} "${FOLDER}\${EXE}"
    ClearErrors
    FileOpen $1 "${FOLDER}\${EXE}" a
    ${If} ${Errors}
      !insertmacro END_WITH ${E_IN_USE} "$(IN_USE)"
    ${EndIf}
    FileClose $1
  ${EndIf}
!macroend

; Only folders and files that the installer itself made: nobody's data lies there.
!macro REMOVE_PROGRAM FOLDER
  RMDir /r "${FOLDER}\_internal"
  RMDir /r "${FOLDER}\parts"
  Delete "${FOLDER}\${EXE}"
  Delete "${FOLDER}\agentview-console.exe"
  Delete "${FOLDER}\LICENSE.txt"
  Delete "${FOLDER}\uninstall.exe"
  RMDir "${FOLDER}"
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
    !insertmacro END_WITH ${E_SWITCH} "64-bit Windows is needed."
  ${EndIf}
  SetRegView 64
  StrCpy $Folder $INSTDIR
  !insertmacro MULTIUSER_INIT
  ${GetParameters} $0
  ClearErrors
  ; The first sign of a name is what ends a value as well: for an address that is the space, not the slash.
  ${GetOptions} " $0" " /SERVERURL=" $ServerUrl
  ClearErrors
  ${GetOptions} " $0" " /AUTOSTART=" $Autostart
  ClearErrors
  Call checkSwitches
FunctionEnd

; Who chooses for whom to install gets the usual folder for that, or the one of the version that is there.
Function keepFolder
  ${If} $Folder != ""
    StrCpy $INSTDIR $Folder
  ${EndIf}
FunctionEnd

Function checkSwitches
  StrCpy $1 $ServerUrl 7
  StrCpy $2 $ServerUrl 8
  ${If} $ServerUrl != ""
  ${AndIf} $1 != "http://"
  ${AndIf} $2 != "https://"
    !insertmacro END_WITH ${E_SWITCH} "$(BAD_SWITCH)"
  ${EndIf}
  ; In the file of settings that it goes into, a quotation mark would end the line, and a backslash means something.
  StrLen $1 $ServerUrl
  ${ForEach} $2 0 $1 + 1
    StrCpy $3 $ServerUrl 1 $2
    ${If} $3 == '"'
    ${OrIf} $3 == "\"
      !insertmacro END_WITH ${E_SWITCH} "$(BAD_SWITCH)"
    ${EndIf}
  ${Next}
  ${If} $Autostart != ""
  ${AndIf} $Autostart != "0"
  ${AndIf} $Autostart != "1"
    !insertmacro END_WITH ${E_SWITCH} "$(BAD_SWITCH)"
  ${EndIf}
FunctionEnd

Section "-Program"
  ReadRegStr $0 SHCTX "${UNINSTALL_KEY}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} $0 "${VERSION}" $1
    ${If} $1 == 1
      !insertmacro END_WITH ${E_NEWER} "$(NEWER)"
    ${EndIf}
  ${EndIf}
  !insertmacro REFUSE_WHILE_IN_USE "$INSTDIR"
  ; In a folder where no version lies, folders of these names are somebody else's.
  ReadRegStr $OldFolder SHCTX "${UNINSTALL_KEY}" "InstallLocation"
  ${If} $OldFolder != ""
    !insertmacro REFUSE_WHILE_IN_USE "$OldFolder"
    !insertmacro REMOVE_PROGRAM "$OldFolder"
  ${EndIf}

  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}/*"
  File "/oname=LICENSE.txt" "${LICENCE}"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${EXE}"

  Call registerProgram
  Call registerLinks
  Call keepServerUrl
  Call setAutostart
SectionEnd

Function registerProgram
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "Publisher" "${NAME}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${EXE}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S /$MultiUser.InstallMode'
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "EstimatedSize" $0
FunctionEnd

; agentview: is ours. For tel: AgentView is offered, and the person chooses: another program may have it.
Function registerLinks
  WriteRegStr SHCTX "Software\Classes\agentview" "" "URL:${NAME}"
  WriteRegStr SHCTX "Software\Classes\agentview" "URL Protocol" ""
  WriteRegStr SHCTX "Software\Classes\agentview\DefaultIcon" "" "$INSTDIR\${EXE},0"
  WriteRegStr SHCTX "Software\Classes\agentview\shell\open\command" "" '"$INSTDIR\${EXE}" "%1"'
  WriteRegStr SHCTX "Software\Classes\${NAME}.tel" "" "URL:${NAME}"
  WriteRegStr SHCTX "Software\Classes\${NAME}.tel" "URL Protocol" ""
  WriteRegStr SHCTX "Software\Classes\${NAME}.tel\shell\open\command" "" '"$INSTDIR\${EXE}" "%1"'
  WriteRegStr SHCTX "${CAPABILITIES}" "ApplicationName" "${NAME}"
  WriteRegStr SHCTX "${CAPABILITIES}" "ApplicationDescription" "The desktop of a telecom operator's people"
  WriteRegStr SHCTX "${CAPABILITIES}\URLAssociations" "agentview" "agentview"
  WriteRegStr SHCTX "${CAPABILITIES}\URLAssociations" "tel" "${NAME}.tel"
  WriteRegStr SHCTX "Software\RegisteredApplications" "${NAME}" "${CAPABILITIES}"
FunctionEnd

; For the machine it is the administrator's policy; for one person a setting, where there is none yet.
Function keepServerUrl
  ${If} $ServerUrl == ""
    Return
  ${EndIf}
  ${If} $MultiUser.InstallMode == "AllUsers"
    WriteRegStr HKLM "${POLICY_KEY}" "server_url" "$ServerUrl"
    ; What the administrator sets otherwise is not the installer's to take back.
    WriteRegStr HKLM "${UNINSTALL_KEY}" "ServerUrl" "$ServerUrl"
  ${ElseIfNot} ${FileExists} "$LOCALAPPDATA\agentview\settings.toml"
    CreateDirectory "$LOCALAPPDATA\agentview"
    FileOpen $0 "$LOCALAPPDATA\agentview\settings.toml" w
    FileWrite $0 'server_url = "$ServerUrl"$\r$\n'
    FileClose $0
  ${EndIf}
FunctionEnd

; Without the switch an upgrade leaves it as it is.
Function setAutostart
  ${If} $Autostart == "1"
    WriteRegStr SHCTX "${RUN_KEY}" "${NAME}" '"$INSTDIR\${EXE}"'
  ${ElseIf} $Autostart == "0"
    DeleteRegValue SHCTX "${RUN_KEY}" "${NAME}"
  ${EndIf}
FunctionEnd

Function un.onInit
  SetRegView 64
  StrCpy $Folder $INSTDIR
  !insertmacro MULTIUSER_UNINIT
  ; An administrator without a switch is taken to mean the machine: what lies here may be one person's.
  ReadRegStr $0 HKLM "${UNINSTALL_KEY}" "InstallLocation"
  ReadRegStr $1 HKCU "${UNINSTALL_KEY}" "InstallLocation"
  ${If} $0 != $Folder
  ${AndIf} $1 == $Folder
    Call un.MultiUser.InstallMode.CurrentUser
  ${EndIf}
  StrCpy $INSTDIR $Folder
FunctionEnd

; What people did stays: their databases, drafts, settings and logs are not in this folder.
Section "Uninstall"
  !insertmacro REFUSE_WHILE_IN_USE "$INSTDIR"
  !insertmacro REMOVE_PROGRAM "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey SHCTX "Software\Classes\agentview"
  DeleteRegKey SHCTX "Software\Classes\${NAME}.tel"
  DeleteRegKey SHCTX "Software\${NAME}"
  DeleteRegValue SHCTX "Software\RegisteredApplications" "${NAME}"
  DeleteRegValue SHCTX "${RUN_KEY}" "${NAME}"
  Call un.forgetServerUrl
  DeleteRegKey SHCTX "${UNINSTALL_KEY}"
SectionEnd

Function un.forgetServerUrl
  ReadRegStr $0 SHCTX "${UNINSTALL_KEY}" "ServerUrl"
  ${If} $0 != ""
    ReadRegStr $1 HKLM "${POLICY_KEY}" "server_url"
    ${If} $0 == $1
      DeleteRegValue HKLM "${POLICY_KEY}" "server_url"
      DeleteRegKey /ifempty HKLM "${POLICY_KEY}"
    ${EndIf}
  ${EndIf}
FunctionEnd
