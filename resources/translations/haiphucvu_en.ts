<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="vi">
<context>
    <name>ActForm</name>
    <message>
        <source>Quay lại</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>AtOnceForm</name>
    <message>
        <source>Số kết quả</source>
        <translation>Result number</translation>
    </message>
    <message>
        <source>Lãnh đạo ký</source>
        <translation>Signer</translation>
    </message>
    <message>
        <source>Ngày ký</source>
        <translation>Signed on</translation>
    </message>
    <message>
        <source>Đã trao</source>
        <translation>Handed over</translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Trả ngay: {name} – {procedure}</source>
        <translation>Return at once: {name} – {procedure}</translation>
    </message>
    <message>
        <source>Số ghi gần nhất của thủ tục này: {number}</source>
        <translation>Last number noted for this procedure: {number}</translation>
    </message>
    <message>
        <source>Xin nhập số của kết quả.</source>
        <translation>Please type the number of the result.</translation>
    </message>
    <message>
        <source>Xin ghi người ký kết quả.</source>
        <translation>Please note who signed the result.</translation>
    </message>
    <message>
        <source>Xin nhập ngày ký: ngày/tháng/năm.</source>
        <translation>Please type the day of signing: day/month/year.</translation>
    </message>
    <message>
        <source>F12</source>
        <translation>F12</translation>
    </message>
</context>
<context>
    <name>Carrying</name>
    <message>
        <source>Chọn USB hoặc thư mục để ghi gói</source>
        <translation>Choose a USB or folder for the bundle</translation>
    </message>
    <message>
        <source>Chọn USB có tệp trả lời</source>
        <translation>Choose the USB with the reply file</translation>
    </message>
    <message>
        <source>Đang ghi gói. Xin chưa rút USB.</source>
        <translation>Writing the bundle. Leave the USB in.</translation>
    </message>
    <message>
        <source>Đang nhận tệp trả lời. Xin chưa rút USB.</source>
        <translation>Reading the reply file. Leave the USB in.</translation>
    </message>
    <message>
        <source>Đã ghi {name}: {n} việc. Xin in phiếu giao, rồi rút USB an toàn.</source>
        <translation>{name} written, acts: {n}. Print the docket, then remove the USB safely.</translation>
    </message>
    <message>
        <source>Trung tâm đã nhận {received} việc, đã ghi nhận {applied} việc.</source>
        <translation>Acts received by the centre: {received}, recorded: {applied}.</translation>
    </message>
</context>
<context>
    <name>ClosingPanel</name>
    <message>
        <source>Cầm từng phong bì: quét mã, hoặc đánh dấu</source>
        <translation>Take each envelope: scan its code, or tick it</translation>
    </message>
    <message>
        <source>Mã phong bì mang về</source>
        <translation>Envelope code brought back</translation>
    </message>
    <message>
        <source>Đóng chuyến</source>
        <translation>Close run</translation>
    </message>
    <message>
        <source>Không còn phong bì nào phải mang về.</source>
        <translation>No envelope is left to bring back.</translation>
    </message>
    <message>
        <source>Đã mang về: {name}</source>
        <translation>Brought back: {name}</translation>
    </message>
    <message>
        <source>Đã lấy {taken} = trao {handed} + về {returned} + bưu chính {posted} + thất lạc {lost}</source>
        <translation>Taken {taken} = handed over {handed} + back {returned} + post {posted} + lost {lost}</translation>
    </message>
    <message>
        <source>Đã lấy {taken} ≠ trao {handed} + về {returned} + bưu chính {posted} + thất lạc {lost} · thiếu {missing}</source>
        <translation>Taken {taken} ≠ handed over {handed} + back {returned} + post {posted} + lost {lost} · missing {missing}</translation>
    </message>
    <message>
        <source>Chưa khớp: còn thiếu phong bì của nhà số {places}. Xin tìm và đánh dấu, hoặc bấm «Không thấy».</source>
        <translation>It does not add up: envelope missing for home no. {places}. Find and tick it, or press «Not found».</translation>
    </message>
    <message>
        <source>Phong bì này đã ghi là không mang về. Xin xem lại nhà đó trong bảng kê.</source>
        <translation>This envelope is noted as not brought back. Please check that home in the manifest.</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>Kiểm phong bì mang về</source>
        <translation>Check the envelopes brought back</translation>
    </message>
</context>
<context>
    <name>CompareCard</name>
    <message>
        <source>Ghi chú (không bắt buộc), Enter để giữ bản {number}</source>
        <translation>Note (optional), Enter to keep version {number}</translation>
    </message>
    <message>
        <source>Thông tin người dân</source>
        <translation>Resident</translation>
    </message>
    <message>
        <source>Mở hồ sơ</source>
        <translation>Open dossier</translation>
    </message>
    <message>
        <source>Mở chuyến</source>
        <translation>Open run</translation>
    </message>
    <message>
        <source>Bản kia</source>
        <translation>Other version</translation>
    </message>
    <message>
        <source>Bản đang dùng</source>
        <translation>Version in use</translation>
    </message>
    <message>
        <source>Bản đang dùng lúc đó</source>
        <translation>Version in use then</translation>
    </message>
    <message>
        <source>✓ {side} (được giữ)</source>
        <translation>✓ {side} (kept)</translation>
    </message>
    <message>
        <source>Giữ bản này</source>
        <translation>Keep this one</translation>
    </message>
    <message>
        <source>Giữ bản này: {side}</source>
        <translation>Keep this one: {side}</translation>
    </message>
    <message>
        <source>Các mục này gắn với nhau nên giữ cả cụm của một bên: ghép mỗi bên một mục sẽ thành bản không ai viết.</source>
        <translation>These items belong together, so keep one side&apos;s whole group: mixing the two makes a version nobody wrote.</translation>
    </message>
    <message>
        <source>Giống nhau ở cả hai bản: {names}.</source>
        <translation>The same in both versions: {names}.</translation>
    </message>
    <message>
        <source>Sau đó hồ sơ đã được sửa tiếp, nay là {values}.</source>
        <translation>The dossier was amended after that; it now reads {values}.</translation>
    </message>
    <message>
        <source>Ghi chú: {note}</source>
        <translation>Note: {note}</translation>
    </message>
    <message>
        <source>Hai người đã quyết định khác nhau khi chưa liên lạc được. Xin mở hồ sơ xem bản đang dùng.</source>
        <translation>Two people decided differently while out of contact. Open the dossier to see the version in use.</translation>
    </message>
    <message>
        <source>Hồ sơ nay đã giống bản kia, không còn gì phải chọn.</source>
        <translation>The dossier now equals the other version; nothing is left to choose.</translation>
    </message>
    <message>
        <source>Hồ sơ này không có trên máy này, nên chỉ ghi được là ông/bà đã xem.</source>
        <translation>This dossier is not on this machine, so it can only be noted that you have seen it.</translation>
    </message>
    <message>
        <source>Kết quả đã trao thì không đổi lại được. Xin xem hai lần ghi, rồi ghi là đã xem.</source>
        <translation>A result that was handed over cannot be changed back. Look at both records, then mark them as seen.</translation>
    </message>
    <message>
        <source>Ghi chú cho quyết định, không bắt buộc</source>
        <translation>Note on the decision, optional</translation>
    </message>
    <message>
        <source>Ghi chú cho quyết định (không bắt buộc)</source>
        <translation>Note on the decision (optional)</translation>
    </message>
    <message>
        <source>Đã xem</source>
        <translation>Seen</translation>
    </message>
</context>
<context>
    <name>CompleteForm</name>
    <message>
        <source>Nhận bổ sung</source>
        <translation>Receive supplement</translation>
    </message>
    <message>
        <source>Lưu: đã nhận bổ sung</source>
        <translation>Save: supplement received</translation>
    </message>
    <message>
        <source>Hẹn trả được tính lại từ lúc nhận đủ.</source>
        <translation>Due is counted again from when all is received.</translation>
    </message>
    <message>
        <source>Đã yêu cầu thêm: {paper}</source>
        <translation>Asked for: {paper}</translation>
    </message>
</context>
<context>
    <name>ConflictsScreen</name>
    <message>
        <source>Cần xử lý</source>
        <translation>Needs you</translation>
    </message>
    <message>
        <source>Việc cần xử lý</source>
        <translation>Things that need you</translation>
    </message>
    <message>
        <source>Không có gì cần xử lý</source>
        <translation>Nothing needs you</translation>
    </message>
    <message>
        <source>Hai nơi ghi khác nhau ({count})</source>
        <translation>Written differently in two places ({count})</translation>
    </message>
    <message>
        <source>Trong lúc chờ, mọi máy dùng “Bản đang dùng”; cả hai bản đều được giữ. Phím 1 hoặc 2 để chọn bản, Enter để giữ, mũi tên lên xuống để sang việc khác.</source>
        <translation>Meanwhile every machine uses the “Version in use”; both versions are kept. Key 1 or 2 chooses a version, Enter keeps it, arrows up and down go to another.</translation>
    </message>
    <message>
        <source>Việc trung tâm chưa ghi ({count})</source>
        <translation>Not recorded by the centre ({count})</translation>
    </message>
    <message>
        <source>Việc vẫn lưu an toàn trên máy này. Chọn một cách ở dưới từng việc (phím 1, 2, 3 rồi Enter).</source>
        <translation>The acts are saved safely on this machine. Choose one way out under each act (key 1, 2, 3, then Enter).</translation>
    </message>
    <message>
        <source>máy này ({machine})</source>
        <translation>this machine ({machine})</translation>
    </message>
    <message>
        <source>máy khác (số {machine})</source>
        <translation>other machine (no. {machine})</translation>
    </message>
    <message>
        <source>Đã quyết định, chờ trung tâm. Đã lưu an toàn trên máy này.</source>
        <translation>Decided, waiting for the centre. Saved safely on this machine.</translation>
    </message>
    <message>
        <source>Đã quyết định gần đây</source>
        <translation>Decided lately</translation>
    </message>
    <message>
        <source>Cả hai bản vẫn được giữ nguyên.</source>
        <translation>Both versions are still kept.</translation>
    </message>
    <message>
        <source>{decision}. Đã lưu an toàn trên máy này.</source>
        <translation>{decision}. Saved safely on this machine.</translation>
    </message>
    <message>
        <source>Cán bộ {short_id}</source>
        <translation>Official {short_id}</translation>
    </message>
    <message>
        <source>Đọc lại</source>
        <translation>Read again</translation>
    </message>
</context>
<context>
    <name>CounterScreen</name>
    <message>
        <source>Trả kết quả</source>
        <translation>Return result</translation>
    </message>
    <message>
        <source>Tìm kết quả để trả</source>
        <translation>Find the result to return</translation>
    </message>
    <message>
        <source>Quét mã, hoặc gõ mã, họ tên</source>
        <translation>Code or name</translation>
    </message>
    <message>
        <source>Họ và tên · Mã hồ sơ</source>
        <translation>Full name · Dossier code</translation>
    </message>
    <message>
        <source>Kết quả chờ trả</source>
        <translation>Results ready</translation>
    </message>
    <message>
        <source>Không có kết quả nào khớp đang chờ trả.</source>
        <translation>No ready result matches.</translation>
    </message>
    <message>
        <source>In biên nhận</source>
        <translation>Print hand-over slip</translation>
    </message>
    <message>
        <source>Đã trao</source>
        <translation>Handed over</translation>
    </message>
    <message>
        <source>Chọn hồ sơ khác</source>
        <translation>Another dossier</translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Chưa có kết quả nào chờ trả.</source>
        <translation>No result is waiting to be handed over.</translation>
    </message>
    <message>
        <source>{code} · {procedure} · kết quả số {number} · chưa lên kệ</source>
        <translation>{code} · {procedure} · result no. {number} · not on the shelf yet</translation>
    </message>
    <message>
        <source>Đã lưu an toàn trên máy này: đã trao kết quả {code} cho {name}.</source>
        <translation>Saved safely on this machine: result {code} handed over to {name}.</translation>
    </message>
    <message>
        <source>Đã lưu an toàn trên máy này: kết quả {code} chờ sửa. Xin báo công chức chuyên môn.</source>
        <translation>Saved safely on this machine: result {code} waits for correction. Please tell the specialist.</translation>
    </message>
    <message>
        <source>Đã lưu an toàn trên máy này: kết quả {code} đã gửi bưu chính.</source>
        <translation>Saved safely on this machine: result {code} sent by post.</translation>
    </message>
    <message>
        <source>{code} · {procedure} · kết quả số {number} · kệ {shelf}</source>
        <translation>{code} · {procedure} · result no. {number} · shelf {shelf}</translation>
    </message>
    <message>
        <source>Xin chọn kết quả ở bên trái.
Gõ mã hoặc tên rồi bấm Enter.</source>
        <translation>Please choose a result on the left.
Type a code or a name, then press Enter.</translation>
    </message>
</context>
<context>
    <name>DateField</name>
    <message>
        <source>ngày/tháng/năm, hoặc chỉ năm</source>
        <translation>day/month/year, or the year alone</translation>
    </message>
    <message>
        <source>ngày/tháng/năm</source>
        <translation>day/month/year</translation>
    </message>
</context>
<context>
    <name>DoorPanel</name>
    <message>
        <source>chưa có địa chỉ</source>
        <translation>no address yet</translation>
    </message>
    <message>
        <source>sinh {birth}</source>
        <translation>born {birth}</translation>
    </message>
    <message>
        <source>hẹn lại {day}</source>
        <translation>new date {day}</translation>
    </message>
    <message>
        <source>hẹn trả {day}</source>
        <translation>due {day}</translation>
    </message>
    <message>
        <source>In phiếu báo vắng</source>
        <translation>Print absence note</translation>
    </message>
    <message>
        <source>Quay lại (Esc)</source>
        <translation>Back (Esc)</translation>
    </message>
    <message>
        <source>Đã trao</source>
        <translation>Handed over</translation>
    </message>
</context>
<context>
    <name>DossierActs</name>
    <message>
        <source>Hồ sơ này đã kết thúc, không còn việc phải làm.</source>
        <translation>This dossier is closed; nothing is left to do.</translation>
    </message>
    <message>
        <source>Việc khác</source>
        <translation>Other acts</translation>
    </message>
    <message>
        <source>Lý do hoàn tác</source>
        <translation>Reason for the undo</translation>
    </message>
    <message>
        <source>Hoàn tác</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Xin ghi lý do.</source>
        <translation>Please note the reason.</translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Kết quả đã sửa</source>
        <translation>Corrected result</translation>
    </message>
    <message>
        <source>Số ghi gần nhất của thủ tục này: {number}</source>
        <translation>Last number noted for this procedure: {number}</translation>
    </message>
    <message>
        <source>Giấy tờ phải có mà chưa nhận:</source>
        <translation>Required papers not yet received:</translation>
    </message>
    <message>
        <source>Kết quả đã ký</source>
        <translation>Signed result</translation>
    </message>
    <message>
        <source>Việc có thể làm</source>
        <translation>What can be done</translation>
    </message>
</context>
<context>
    <name>DossierFiles</name>
    <message>
        <source>Tệp đính kèm</source>
        <translation>Attachments</translation>
    </message>
    <message>
        <source>Đính kèm tệp…</source>
        <translation>Attach file…</translation>
    </message>
    <message>
        <source>Tệp</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Trạng thái</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Tệp đính kèm của hồ sơ</source>
        <translation>Attachments of the dossier</translation>
    </message>
    <message>
        <source>Xem</source>
        <translation>View</translation>
    </message>
    <message>
        <source>Lưu bản sao…</source>
        <translation>Save a copy…</translation>
    </message>
    <message>
        <source>Gửi lại</source>
        <translation>Send again</translation>
    </message>
    <message>
        <source>Tệp đính kèm ({n})</source>
        <translation>Attachments ({n})</translation>
    </message>
    <message>
        <source>Tải về</source>
        <translation>Download</translation>
    </message>
    <message>
        <source>Đính kèm tệp</source>
        <translation>Attach file</translation>
    </message>
    <message>
        <source>Ảnh và PDF (*.jpg *.jpeg *.png *.pdf)</source>
        <translation>Pictures and PDF (*.jpg *.jpeg *.png *.pdf)</translation>
    </message>
    <message>
        <source>Bản sao không được mã hóa: ai mở được thư mục đó đều đọc được. Xin xóa bản sao khi dùng xong.</source>
        <translation>The copy is not encrypted: whoever can open that folder can read it. Please delete it after use.</translation>
    </message>
    <message>
        <source>Loại tệp này không xem được trong chương trình, chỉ lưu bản sao được.</source>
        <translation>This kind of file cannot be viewed in the program; only a copy can be saved.</translation>
    </message>
    <message>
        <source>Lưu bản sao</source>
        <translation>Save a copy</translation>
    </message>
    <message>
        <source>Chọn nơi lưu…</source>
        <translation>Choose where…</translation>
    </message>
    <message>
        <source>Không lưu</source>
        <translation>Do not save</translation>
    </message>
    <message>
        <source>Đã đính kèm {name}. Tệp gửi đi sau khi hồ sơ đã gửi xong.</source>
        <translation>{name} attached. The file is sent once the dossier has been sent.</translation>
    </message>
    <message>
        <source>Sẽ tải {name} ở lần đồng bộ tới.</source>
        <translation>{name} comes with the next sync.</translation>
    </message>
    <message>
        <source>Đã lưu bản sao {name}, không mã hóa.</source>
        <translation>Copy {name} saved, not encrypted.</translation>
    </message>
</context>
<context>
    <name>DossierScreen</name>
    <message>
        <source>Hồ sơ</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Chưa mở hồ sơ nào. Xin chọn hồ sơ ở màn hình Tra cứu (F3).</source>
        <translation>No dossier is open. Choose one on the Look up screen (F3).</translation>
    </message>
    <message>
        <source>Tra cứu</source>
        <translation>Look up</translation>
    </message>
    <message>
        <source>Đang mở hồ sơ…</source>
        <translation>Opening the dossier…</translation>
    </message>
    <message>
        <source>Gấp</source>
        <translation>Urgent</translation>
    </message>
    <message>
        <source>Về tra cứu</source>
        <translation>Back to look up</translation>
    </message>
    <message>
        <source>Người nhận</source>
        <translation>Receiver</translation>
    </message>
    <message>
        <source>Các lần trả kết quả</source>
        <translation>Attempts to return the result</translation>
    </message>
    <message>
        <source>Mã tạm {code}</source>
        <translation>Provisional code {code}</translation>
    </message>
    <message>
        <source>biên lai số {number}</source>
        <translation>receipt no. {number}</translation>
    </message>
    <message>
        <source>Chủ hồ sơ</source>
        <translation>Dossier owner</translation>
    </message>
    <message>
        <source>Ngày sinh</source>
        <translation>Birth date</translation>
    </message>
    <message>
        <source>Số định danh</source>
        <translation>Personal number</translation>
    </message>
    <message>
        <source>Điện thoại</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Địa chỉ</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Thủ tục</source>
        <translation>Procedure</translation>
    </message>
    <message>
        <source>Yêu cầu</source>
        <translation>Request</translation>
    </message>
    <message>
        <source>Tiếp nhận lúc</source>
        <translation>Received at</translation>
    </message>
    <message>
        <source>Số bản, số trang</source>
        <translation>Copies, pages</translation>
    </message>
    <message>
        <source>giấy ký nhận {number}</source>
        <translation>signed slip {number}</translation>
    </message>
    <message>
        <source>{one} và {other}</source>
        <translation>{one} and {other}</translation>
    </message>
    <message>
        <source>Hẹn trả</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Việc · Lúc</source>
        <translation>Act · When</translation>
    </message>
    <message>
        <source>Phí, lệ phí</source>
        <translation>Fees</translation>
    </message>
    <message>
        <source>Giấy tờ đã nhận</source>
        <translation>Papers received</translation>
    </message>
    <message>
        <source>Giấy tờ còn thiếu</source>
        <translation>Missing papers</translation>
    </message>
    <message>
        <source>Từ chối</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>Kết quả</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Ngăn kệ</source>
        <translation>Shelf</translation>
    </message>
    <message>
        <source>Số bưu gửi</source>
        <translation>Tracking number</translation>
    </message>
    <message>
        <source>Hẹn lại ngày</source>
        <translation>New date</translation>
    </message>
    <message>
        <source>Ghi chú</source>
        <translation>Note</translation>
    </message>
</context>
<context>
    <name>EveningScreen</name>
    <message>
        <source>Chuyến trả kết quả tại nhà</source>
        <translation>Home-delivery run</translation>
    </message>
    <message>
        <source>Kiểm và đóng chuyến</source>
        <translation>Check and close run</translation>
    </message>
    <message>
        <source>Chuyến</source>
        <translation>Run</translation>
    </message>
    <message>
        <source>Khu dân cư</source>
        <translation>Village/group/cluster</translation>
    </message>
    <message>
        <source>Số kết quả</source>
        <translation>Result number</translation>
    </message>
    <message>
        <source>Đi lúc</source>
        <translation>Left at</translation>
    </message>
    <message>
        <source>Các chuyến đang đi</source>
        <translation>Runs under way</translation>
    </message>
    <message>
        <source>Nhà</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>Không có chuyến nào đang đi.
Xếp chuyến từ Kệ kết quả.</source>
        <translation>No run is out.
Plan a run from the results shelf.</translation>
    </message>
    <message>
        <source>Bảng kê của chuyến</source>
        <translation>Manifest of the run</translation>
    </message>
    <message>
        <source>In bảng kê</source>
        <translation>Print manifest</translation>
    </message>
    <message>
        <source>In nhãn</source>
        <translation>Print labels</translation>
    </message>
    <message>
        <source>Chuyến khác</source>
        <translation>Other run</translation>
    </message>
    <message>
        <source>Chuyến này không có kết quả nào.</source>
        <translation>This run has no results.</translation>
    </message>
    <message>
        <source>nhiều khu</source>
        <translation>several clusters</translation>
    </message>
    <message>
        <source>Kệ kết quả</source>
        <translation>Results shelf</translation>
    </message>
    <message>
        <source>Chuyến {code}</source>
        <translation>Run {code}</translation>
    </message>
    <message>
        <source>Máy này chưa có {count} hồ sơ của chuyến. Xin đồng bộ, hoặc đóng chuyến ở máy đã lập chuyến.</source>
        <translation>Dossiers of the run that this machine lacks: {count}. Please sync, or close the run at the machine that made it.</translation>
    </message>
    <message>
        <source>Đã lưu an toàn trên máy này: chuyến {code} đã đóng, đủ {taken} phong bì.</source>
        <translation>Saved safely on this machine: run {code} is closed, all {taken} envelopes accounted for.</translation>
    </message>
</context>
<context>
    <name>FirstSteps</name>
    <message>
        <source>Sổ của máy này còn trống. Ba việc đầu tiên:</source>
        <translation>This machine&apos;s notebook is still empty. First three things:</translation>
    </message>
    <message>
        <source>Nhập danh sách người dân</source>
        <translation>Import list of residents</translation>
    </message>
    <message>
        <source>Từ tệp CSV của xã. Nhờ vậy khi tiếp nhận không phải gõ lại họ tên, ngày sinh, nơi ở.</source>
        <translation>From the commune&apos;s CSV file. Names, birth dates and addresses then need no retyping at intake.</translation>
    </message>
    <message>
        <source>Nhập danh sách</source>
        <translation>Import list</translation>
    </message>
    <message>
        <source>Tiếp nhận hồ sơ đầu tiên</source>
        <translation>Receive the first dossier</translation>
    </message>
    <message>
        <source>Quét mã QR trên thẻ căn cước hoặc gõ tên. Không cần mạng.</source>
        <translation>Scan the QR code of the citizen card or type a name. No network needed.</translation>
    </message>
    <message>
        <source>Tiếp nhận (F2)</source>
        <translation>Receive (F2)</translation>
    </message>
    <message>
        <source>Đồng bộ với hệ thống</source>
        <translation>Sync with the system</translation>
    </message>
    <message>
        <source>Khi có mạng, máy tự gửi. Bấm F9 để xem đã gửi đến đâu.</source>
        <translation>With a network, the machine sends by itself. Press F9 to see how far it is.</translation>
    </message>
    <message>
        <source>Đồng bộ (F9)</source>
        <translation>Sync (F9)</translation>
    </message>
    <message>
        <source>Đã xong</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Trợ giúp</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>Đóng (Esc)</source>
        <translation>Close (Esc)</translation>
    </message>
    <message>
        <source>Mũi tên lên, xuống: đọc tiếp</source>
        <translation>Arrow up, down: read on</translation>
    </message>
</context>
<context>
    <name>HomeScreen</name>
    <message>
        <source>Bàn làm việc</source>
        <translation>My desk</translation>
    </message>
    <message>
        <source>Tra cứu (F3)</source>
        <translation>Look up (F3)</translation>
    </message>
    <message>
        <source>Trả kết quả (F4)</source>
        <translation>Return result (F4)</translation>
    </message>
    <message>
        <source>Việc · Lúc</source>
        <translation>Act · When</translation>
    </message>
    <message>
        <source>Họ và tên · Mã hồ sơ</source>
        <translation>Full name · Dossier code</translation>
    </message>
    <message>
        <source>Việc hôm nay</source>
        <translation>Today&apos;s work</translation>
    </message>
    <message>
        <source>Hôm nay không còn hồ sơ nào đến hạn, chờ bổ sung hay cần sửa kết quả.
Bấm F2 để tiếp nhận hồ sơ mới.</source>
        <translation>No dossier is due, waiting for a supplement or in need of a corrected result today.
Press F2 to receive a new one.</translation>
    </message>
    <message>
        <source>Tiếp nhận (F2)</source>
        <translation>Receive (F2)</translation>
    </message>
    <message>
        <source>Cần xử lý (Ctrl+8)</source>
        <translation>Needs you (Ctrl+8)</translation>
    </message>
    <message>
        <source>Chuyến tối nay (F6)</source>
        <translation>Tonight&apos;s run (F6)</translation>
    </message>
    <message>
        <source>Kệ kết quả (Ctrl+4)</source>
        <translation>Results shelf (Ctrl+4)</translation>
    </message>
    <message>
        <source>Đồng bộ (F9)</source>
        <translation>Sync (F9)</translation>
    </message>
    <message>
        <source>Mã hồ sơ chính thức</source>
        <translation>Official dossier code</translation>
    </message>
    <message>
        <source>Thứ Hai</source>
        <translation>Monday</translation>
    </message>
    <message>
        <source>Thứ Ba</source>
        <translation>Tuesday</translation>
    </message>
    <message>
        <source>Thứ Tư</source>
        <translation>Wednesday</translation>
    </message>
    <message>
        <source>Thứ Năm</source>
        <translation>Thursday</translation>
    </message>
    <message>
        <source>Thứ Sáu</source>
        <translation>Friday</translation>
    </message>
    <message>
        <source>Thứ Bảy</source>
        <translation>Saturday</translation>
    </message>
    <message>
        <source>Chủ Nhật</source>
        <translation>Sunday</translation>
    </message>
    <message>
        <source>{weekday}, ngày {date}</source>
        <translation>{weekday}, {date}</translation>
    </message>
    <message>
        <source>Thủ tục</source>
        <translation>Procedure</translation>
    </message>
</context>
<context>
    <name>IdentityPart</name>
    <message>
        <source>4 số cuối: {digits}</source>
        <translation>Last 4: {digits}</translation>
    </message>
    <message>
        <source>Đúng là {digits}</source>
        <translation>It is {digits}</translation>
    </message>
    <message>
        <source>Đã xem giấy tờ, đúng 4 số cuối {digits}</source>
        <translation>Paper seen, last 4 digits {digits} match</translation>
    </message>
    <message>
        <source>Đã đối chiếu</source>
        <translation>Checked</translation>
    </message>
    <message>
        <source>Giấy tờ khác</source>
        <translation>Other paper</translation>
    </message>
    <message>
        <source>Người nhận</source>
        <translation>Receiver</translation>
    </message>
    <message>
        <source>Giấy tờ đã xem</source>
        <translation>Identity paper seen</translation>
    </message>
    <message>
        <source>4 số cuối</source>
        <translation>Last 4</translation>
    </message>
</context>
<context>
    <name>IntakeScreen</name>
    <message>
        <source>Tiếp nhận hồ sơ</source>
        <translation>Receive dossier</translation>
    </message>
    <message>
        <source>Xóa trắng</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>Bỏ sửa</source>
        <translation>Drop the changes</translation>
    </message>
    <message>
        <source>Bỏ bản nháp, nhận cho người mới</source>
        <translation>Drop the draft, receive a new person</translation>
    </message>
    <message>
        <source>Tiếp nhận</source>
        <translation>Accept</translation>
    </message>
    <message>
        <source>Yêu cầu bổ sung</source>
        <translation>Ask for supplement</translation>
    </message>
    <message>
        <source>Từ chối tiếp nhận</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>F12</source>
        <translation>F12</translation>
    </message>
    <message>
        <source>Lưu thay đổi</source>
        <translation>Save changes</translation>
    </message>
    <message>
        <source>Sửa hồ sơ {code}</source>
        <translation>Amend dossier {code}</translation>
    </message>
    <message>
        <source>Đã khôi phục bản nháp chưa lưu. Xin kiểm tra rồi làm tiếp.</source>
        <translation>An unsaved draft was restored. Please check it, then go on.</translation>
    </message>
    <message>
        <source>Còn bản nháp chưa lưu của {name}. Xin lưu bản nháp trước, hoặc:</source>
        <translation>There is an unsaved draft for {name}. Please save the draft first, or:</translation>
    </message>
    <message>
        <source>Xin nhập họ, chữ đệm và tên.</source>
        <translation>Please type the full name.</translation>
    </message>
    <message>
        <source>Ngày sinh chưa đúng. Xin nhập ngày/tháng/năm, hoặc chỉ năm.</source>
        <translation>The birth date is not right. Type day/month/year, or the year alone.</translation>
    </message>
    <message>
        <source>Xin chọn thủ tục.</source>
        <translation>Please choose the procedure.</translation>
    </message>
    <message>
        <source>Xin nhập số tiền, hoặc để trống nếu chưa rõ.</source>
        <translation>Please type the amount, or leave it empty if it is not known.</translation>
    </message>
    <message>
        <source>Xin nhập số từ 1 trở lên.</source>
        <translation>Please type a number of 1 or more.</translation>
    </message>
    <message>
        <source>Xin nhập ngày/tháng/năm, hoặc để trống nếu chưa rõ.</source>
        <translation>Please type day/month/year, or leave it empty if it is not known.</translation>
    </message>
    <message>
        <source>Chưa lưu: còn chỗ cần sửa.</source>
        <translation>Not saved: something still has to be put right.</translation>
    </message>
</context>
<context>
    <name>ListRow</name>
    <message>
        <source>Nhiều ô hơn tiêu đề; xin để ô có dấu phẩy trong ngoặc kép.</source>
        <translation>More cells than headings; put cells with commas in double quotes.</translation>
    </message>
    <message>
        <source>Thiếu họ và tên; xin ghi thêm.</source>
        <translation>The full name is missing; please add it.</translation>
    </message>
    <message>
        <source>Số định danh không đủ 12 chữ số (có thể mất số 0 ở đầu); xin ghi lại.</source>
        <translation>The personal number does not have 12 digits (a leading 0 may be lost); write it again.</translation>
    </message>
    <message>
        <source>Số định danh thành dạng 1,2E+11; xin đổi cột sang văn bản, ghi lại.</source>
        <translation>The personal number became 1,2E+11; set the column to text, write it again.</translation>
    </message>
    <message>
        <source>Ba số đầu của số định danh không phải mã tỉnh; xin xem lại số.</source>
        <translation>The first three digits of the personal number are no province code; check it.</translation>
    </message>
    <message>
        <source>Số định danh đã có ở dòng {about}; xin xem dòng nào đúng.</source>
        <translation>The personal number is already in row {about}; see which row is right.</translation>
    </message>
    <message>
        <source>Trong sổ, số định danh này của người tên khác; xin xem lại.</source>
        <translation>In the notebook this personal number has another name; please check.</translation>
    </message>
    <message>
        <source>Ngày sinh không đọc được; xin ghi ngày/tháng/năm hoặc chỉ năm.</source>
        <translation>The birth date cannot be read; write day/month/year or the year alone.</translation>
    </message>
    <message>
        <source>Có ô quá dài; xin viết ngắn lại.</source>
        <translation>A cell is too long; please shorten it.</translation>
    </message>
    <message>
        <source>Giống hệt dòng {about}; nếu là hai người, xin ghi thêm số định danh.</source>
        <translation>Identical to row {about}; if they are two people, add the personal number.</translation>
    </message>
    <message>
        <source>Số định danh và điện thoại là của dữ liệu mẫu; không nhập.</source>
        <translation>The personal number and phone are of sample data; not imported.</translation>
    </message>
    <message>
        <source>Họ và tên chỉ có một chữ hoặc có chữ số.</source>
        <translation>The full name has only one word or contains digits.</translation>
    </message>
    <message>
        <source>Giới tính không phải Nam hay Nữ; sẽ để trống.</source>
        <translation>The sex is neither Nam nor Nữ; it will be left empty.</translation>
    </message>
    <message>
        <source>Số điện thoại không đúng dạng; giữ nguyên như đã ghi.</source>
        <translation>The phone number has the wrong form; it is kept as written.</translation>
    </message>
    <message>
        <source>Ngày sinh ở sau ngày hôm nay.</source>
        <translation>The birth date is after today.</translation>
    </message>
    <message>
        <source>Năm sinh đã quá lâu.</source>
        <translation>The year of birth is too long ago.</translation>
    </message>
    <message>
        <source>Số 9 chữ số là số CMND cũ; sẽ ghi vào ô CMND.</source>
        <translation>9 digits is an old CMND number; it goes into the CMND field.</translation>
    </message>
    <message>
        <source>Số định danh không khớp giới tính.</source>
        <translation>The personal number does not fit the sex.</translation>
    </message>
    <message>
        <source>Số định danh không khớp năm sinh.</source>
        <translation>The personal number does not fit the year of birth.</translation>
    </message>
    <message>
        <source>Trong sổ đã có người trùng họ tên và ngày sinh.</source>
        <translation>The notebook has a person of the same name and birth date.</translation>
    </message>
    <message>
        <source>Trùng họ tên và ngày sinh với dòng {about}.</source>
        <translation>Same full name and birth date as row {about}.</translation>
    </message>
</context>
<context>
    <name>LookupFilters</name>
    <message>
        <source>Hồ sơ và người dân</source>
        <translation>Dossiers and residents</translation>
    </message>
    <message>
        <source>Chỉ hồ sơ</source>
        <translation>Dossiers only</translation>
    </message>
    <message>
        <source>Chỉ người dân</source>
        <translation>Residents only</translation>
    </message>
    <message>
        <source>Hồ sơ quá hạn</source>
        <translation>Overdue dossiers</translation>
    </message>
    <message>
        <source>Hồ sơ hẹn trả hôm nay</source>
        <translation>Dossiers due today</translation>
    </message>
    <message>
        <source>Hồ sơ chờ bổ sung giấy tờ</source>
        <translation>Dossiers waiting for a supplement</translation>
    </message>
    <message>
        <source>Kết quả trên kệ</source>
        <translation>Results on the shelf</translation>
    </message>
    <message>
        <source>Kết quả đang mang đi trả</source>
        <translation>Results out for delivery</translation>
    </message>
    <message>
        <source>Hồ sơ chưa gửi về trung tâm</source>
        <translation>Dossiers not yet sent to the centre</translation>
    </message>
    <message>
        <source>Tìm gì</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>Tình trạng xử lý</source>
        <translation>State of handling</translation>
    </message>
    <message>
        <source>Mọi tình trạng</source>
        <translation>Any state</translation>
    </message>
    <message>
        <source>Khu dân cư</source>
        <translation>Village/group/cluster</translation>
    </message>
    <message>
        <source>Bỏ lọc</source>
        <translation>Clear filters</translation>
    </message>
    <message>
        <source>Mọi khu dân cư</source>
        <translation>All clusters</translation>
    </message>
</context>
<context>
    <name>LookupRows</name>
    <message>
        <source>Hẹn trả: {due}</source>
        <translation>Due: {due}</translation>
    </message>
    <message>
        <source>Người dân · sinh {birth}</source>
        <translation>Resident · born {birth}</translation>
    </message>
    <message>
        <source>CCCD {number}</source>
        <translation>CCCD {number}</translation>
    </message>
    <message>
        <source>{count} hồ sơ</source>
        <translation>Dossiers: {count}</translation>
    </message>
    <message>
        <source>Người dân · chưa rõ ngày sinh</source>
        <translation>Resident · birth date not known</translation>
    </message>
    <message>
        <source>Chưa có số định danh</source>
        <translation>No personal number yet</translation>
    </message>
    <message>
        <source>Chưa có hồ sơ</source>
        <translation>No dossier yet</translation>
    </message>
</context>
<context>
    <name>LookupScreen</name>
    <message>
        <source>Tra cứu</source>
        <translation>Look up</translation>
    </message>
    <message>
        <source>Gõ họ tên, mã hồ sơ, số định danh, số điện thoại hoặc thủ tục</source>
        <translation>Type a name, dossier code, personal number, phone number or procedure</translation>
    </message>
    <message>
        <source>Tra cứu hồ sơ và người dân</source>
        <translation>Look up dossiers and residents</translation>
    </message>
    <message>
        <source>Họ và tên · Thủ tục</source>
        <translation>Full name · Procedure</translation>
    </message>
    <message>
        <source>Mã hồ sơ · Hẹn trả</source>
        <translation>Dossier code · Due</translation>
    </message>
    <message>
        <source>Xử lý · Phí, lệ phí</source>
        <translation>Handling · Fees</translation>
    </message>
    <message>
        <source>Trả · Đồng bộ</source>
        <translation>Return · Sync</translation>
    </message>
    <message>
        <source>Hồ sơ và người dân tìm thấy</source>
        <translation>Dossiers and residents found</translation>
    </message>
    <message>
        <source>Mũi tên xuống: vào danh sách · Enter: mở</source>
        <translation>Arrow down: into the list · Enter: open</translation>
    </message>
    <message>
        <source>Tiếp nhận hồ sơ cho người này</source>
        <translation>Receive a dossier for this person</translation>
    </message>
    <message>
        <source>Xem hồ sơ của người này</source>
        <translation>View this person&apos;s dossiers</translation>
    </message>
    <message>
        <source>Về kết quả tìm (Esc)</source>
        <translation>Back to search results (Esc)</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>Người này chưa có hồ sơ nào trên máy.
Bấm Ctrl+Enter để tiếp nhận hồ sơ cho người này.</source>
        <translation>This person has no dossier on this machine yet.
Press Ctrl+Enter to receive a dossier for this person.</translation>
    </message>
    <message>
        <source>chưa rõ</source>
        <translation>not known</translation>
    </message>
    <message>
        <source>Hồ sơ của {name}, sinh {birth}: {count}</source>
        <translation>Dossiers of {name}, born {birth}: {count}</translation>
    </message>
    <message>
        <source>{found} cho “{meant}”</source>
        <translation>{found} for “{meant}”</translation>
    </message>
    <message>
        <source>Không có gì khớp với các mục đang lọc.
Xin bấm “Bỏ lọc” để tìm trong tất cả.</source>
        <translation>Nothing matches the filters.
Press “Clear filters” to search everything.</translation>
    </message>
    <message>
        <source>Không có hồ sơ hay người dân nào khớp với “{query}”.
Xin gõ ít chữ hơn, hoặc tìm bằng mã, số định danh.</source>
        <translation>No dossier or resident matches “{query}”.
Type fewer letters, or search by code or personal number.</translation>
    </message>
    <message>
        <source>Đang hiện {count}, còn nữa: cuộn xuống để xem tiếp, hoặc gõ thêm để thu hẹp.</source>
        <translation>Showing {count}, there are more: scroll down to see them, or type more to narrow them down.</translation>
    </message>
    <message>
        <source>Không tìm thấy hồ sơ hay người dân nào</source>
        <translation>No dossier or resident found</translation>
    </message>
    <message>
        <source>Có {count} hồ sơ</source>
        <translation>Dossiers: {count}</translation>
    </message>
    <message>
        <source>Tìm thấy {count} người dân</source>
        <translation>Residents found: {count}</translation>
    </message>
    <message>
        <source>Tìm thấy {dossiers} hồ sơ, {people} người dân</source>
        <translation>Found: dossiers {dossiers}, residents {people}</translation>
    </message>
    <message>
        <source>Chưa có hồ sơ nào trên máy này. Bấm F2 để tiếp nhận hồ sơ.</source>
        <translation>There is no dossier on this machine yet. Press F2 to receive one.</translation>
    </message>
    <message>
        <source>Không có hồ sơ nào</source>
        <translation>No dossiers</translation>
    </message>
    <message>
        <source>Tìm thấy {count} hồ sơ</source>
        <translation>Dossiers found: {count}</translation>
    </message>
</context>
<context>
    <name>MinutePanel</name>
    <message>
        <source>Họ và tên</source>
        <translation>Full name</translation>
    </message>
    <message>
        <source>Kết quả của lần đi</source>
        <translation>Outcome of the visit</translation>
    </message>
    <message>
        <source>Mã phong bì</source>
        <translation>Envelope code</translation>
    </message>
    <message>
        <source>Từng phong bì của chuyến</source>
        <translation>Each envelope of the run</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Biên bản đóng chuyến</source>
        <translation>Closing minute of the run</translation>
    </message>
    <message>
        <source>Chuyến</source>
        <translation>Run</translation>
    </message>
    <message>
        <source>Người mang đi</source>
        <translation>Carrier</translation>
    </message>
    <message>
        <source>Đi lúc, về lúc</source>
        <translation>Left at, back at</translation>
    </message>
    <message>
        <source>Đã lấy</source>
        <translation>Taken</translation>
    </message>
    <message>
        <source>{taken} = trao {handed} + mang về {back} + bưu chính {posted} + thất lạc {lost}</source>
        <translation>{taken} = handed over {handed} + brought back {back} + post {posted} + lost {lost}</translation>
    </message>
</context>
<context>
    <name>MissingQuestion</name>
    <message>
        <source>Yêu cầu bổ sung</source>
        <translation>Ask for supplement</translation>
    </message>
    <message>
        <source>Vẫn tiếp nhận</source>
        <translation>Accept anyway</translation>
    </message>
    <message>
        <source>Xem lại giấy tờ</source>
        <translation>Check the papers again</translation>
    </message>
    <message>
        <source>Chưa đánh dấu {n} giấy tờ phải có: {papers}. Ông/bà muốn làm gì?</source>
        <translation>Required papers not ticked ({n}): {papers}. What would you like to do?</translation>
    </message>
</context>
<context>
    <name>MoneyField</name>
    <message>
        <source>số tiền, đồng</source>
        <translation>amount in đồng</translation>
    </message>
</context>
<context>
    <name>NavButton</name>
    <message>
        <source>{place}, có việc chờ quá 24 giờ</source>
        <translation>{place}, acts waiting over 24 hours</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Bàn làm việc</source>
        <translation>My desk</translation>
    </message>
    <message>
        <source>Tiếp nhận hồ sơ</source>
        <translation>Receive dossier</translation>
    </message>
    <message>
        <source>Tra cứu</source>
        <translation>Look up</translation>
    </message>
    <message>
        <source>Kệ kết quả</source>
        <translation>Results shelf</translation>
    </message>
    <message>
        <source>Trả kết quả</source>
        <translation>Return result</translation>
    </message>
    <message>
        <source>Chuyến trả kết quả tại nhà</source>
        <translation>Home-delivery run</translation>
    </message>
    <message>
        <source>Đồng bộ</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>Cần xử lý</source>
        <translation>Needs you</translation>
    </message>
</context>
<context>
    <name>OldAddressBanner</name>
    <message>
        <source>Thẻ ghi địa chỉ cũ; đã đổi sang đơn vị mới, địa chỉ cũ giữ ở ghi chú. Xin kiểm tra lại.</source>
        <translation>The card gives an old address; it was changed to the new unit and the old one kept in the note. Please check.</translation>
    </message>
    <message>
        <source>Thẻ ghi địa chỉ cũ, nay có thể thuộc nhiều nơi. Xin hỏi lại và chọn:</source>
        <translation>The card gives an old address, now perhaps in several places. Please ask and choose:</translation>
    </message>
    <message>
        <source>Giữ như trên thẻ</source>
        <translation>Keep as on the card</translation>
    </message>
</context>
<context>
    <name>OutcomeChooser</name>
    <message>
        <source>{result}: chỉ trao cho {who}.</source>
        <translation>{result}: hand over only to {who}.</translation>
    </message>
    <message>
        <source>Danh mục chưa có quy định cho kết quả này: chỉ trao cho {who}.</source>
        <translation>The catalogue has no rule for this result yet: hand over only to {who}.</translation>
    </message>
    <message>
        <source>Đã quét mã, đúng</source>
        <translation>Code scanned, correct</translation>
    </message>
    <message>
        <source>Đã đối chiếu, đúng</source>
        <translation>Compared, correct</translation>
    </message>
    <message>
        <source>Quét mã phong bì</source>
        <translation>Scan the envelope code</translation>
    </message>
    <message>
        <source>Mã phong bì</source>
        <translation>Envelope code</translation>
    </message>
    <message>
        <source>Đúng phong bì này</source>
        <translation>This is the envelope</translation>
    </message>
    <message>
        <source>Chủ hồ sơ</source>
        <translation>Owner</translation>
    </message>
    <message>
        <source>Người trong hộ</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>Được ủy quyền</source>
        <translation>Authorised</translation>
    </message>
    <message>
        <source>Cả hai bên</source>
        <translation>Both parties</translation>
    </message>
</context>
<context>
    <name>PackingPanel</name>
    <message>
        <source>Khu dân cư</source>
        <translation>Village/group/cluster</translation>
    </message>
    <message>
        <source>Quét hoặc gõ mã phong bì (KQ-…)</source>
        <translation>Scan or type the envelope code (KQ-…)</translation>
    </message>
    <message>
        <source>Mã phong bì để xếp</source>
        <translation>Envelope code to pack</translation>
    </message>
    <message>
        <source>Xếp chuyến</source>
        <translation>Plan run</translation>
    </message>
    <message>
        <source>Xếp</source>
        <translation>Pack</translation>
    </message>
    <message>
        <source>Họ và tên · Địa chỉ</source>
        <translation>Full name · Address</translation>
    </message>
    <message>
        <source>Kết quả · Ngăn kệ</source>
        <translation>Result · Shelf</translation>
    </message>
    <message>
        <source>Mã phong bì · Hẹn trả</source>
        <translation>Envelope code · Due</translation>
    </message>
    <message>
        <source>Phong bì của khu dân cư</source>
        <translation>Envelopes of the cluster</translation>
    </message>
    <message>
        <source>Khu dân cư này không có kết quả nào chờ trả.
Xin chọn khu khác.</source>
        <translation>This cluster has no result ready.
Please choose another cluster.</translation>
    </message>
    <message>
        <source>Chuyến này mang theo sổ hộ tịch</source>
        <translation>This run carries the civil status register</translation>
    </message>
    <message>
        <source>Đã hẹn cả hai bên có mặt:</source>
        <translation>Both parties agreed to be present:</translation>
    </message>
    <message>
        <source>Xếp tất cả</source>
        <translation>Pack all</translation>
    </message>
    <message>
        <source>Số phong bì đếm bằng tay</source>
        <translation>Envelopes counted by hand</translation>
    </message>
    <message>
        <source>Nhận bàn giao, mở chuyến</source>
        <translation>Take over, open run</translation>
    </message>
    <message>
        <source>Về kệ (Esc)</source>
        <translation>Back to shelf (Esc)</translation>
    </message>
    <message>
        <source>Đếm bằng tay được:</source>
        <translation>Counted by hand:</translation>
    </message>
    <message>
        <source>Tất cả</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Đã hẹn cả hai bên có mặt: {name}</source>
        <translation>Both parties agreed to be present: {name}</translation>
    </message>
    <message>
        <source>Đã xếp {count} phong bì.</source>
        <translation>Envelopes packed: {count}.</translation>
    </message>
    <message>
        <source>Đã xếp</source>
        <translation>Packed</translation>
    </message>
    <message>
        <source>Ở lại</source>
        <translation>Stays</translation>
    </message>
    <message>
        <source>{number} · ngăn {shelf}</source>
        <translation>{number} · shelf {shelf}</translation>
    </message>
</context>
<context>
    <name>PaperBox</name>
    <message>
        <source>Bản xem trước</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>Lý do hủy bản in (ví dụ: máy in hết giấy giữa chừng)</source>
        <translation>Reason for voiding the print (for example: out of paper midway)</translation>
    </message>
    <message>
        <source>Hủy bản in</source>
        <translation>Void print</translation>
    </message>
    <message>
        <source>Xin ghi lý do.</source>
        <translation>Please note the reason.</translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>In</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>Lưu PDF…</source>
        <translation>Save PDF…</translation>
    </message>
    <message>
        <source>Hủy bản in…</source>
        <translation>Void print…</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Máy in</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>Số bản</source>
        <translation>Copies</translation>
    </message>
    <message>
        <source>Tệp PDF không được mã hóa: xin cất giữ cẩn thận, dùng xong thì xóa.</source>
        <translation>The PDF file is not encrypted: keep it carefully and delete it after use.</translation>
    </message>
    <message>
        <source>Số lượng phải từ 1 trở lên.</source>
        <translation>The number must be 1 or more.</translation>
    </message>
    <message>
        <source>Đã gửi tới máy in {name}.</source>
        <translation>Sent to printer {name}.</translation>
    </message>
    <message>
        <source>Lưu PDF</source>
        <translation>Save PDF</translation>
    </message>
    <message>
        <source>Đã lưu tệp {name}.</source>
        <translation>File {name} saved.</translation>
    </message>
    <message>
        <source>Máy này chưa có máy in. Xin lưu thành tệp PDF rồi in ở máy khác.</source>
        <translation>This machine has no printer yet. Save a PDF file and print it on another machine.</translation>
    </message>
    <message>
        <source>Đã hủy bản in. Bản in tiếp theo sẽ ghi «thay cho bản đã hủy».</source>
        <translation>The print was voided. The next one will say «thay cho bản đã hủy».</translation>
    </message>
    <message>
        <source>Lần in này đã ghi vào nhật ký; nếu giấy hỏng, xin bấm «Hủy bản in…» rồi in lại.</source>
        <translation>This print is in the activity log; if the paper is spoiled, press «Void print…» and print again.</translation>
    </message>
    <message>
        <source>Trang {number}</source>
        <translation>Page {number}</translation>
    </message>
    <message>
        <source>In lại</source>
        <translation>Reprint</translation>
    </message>
    <message>
        <source>Chưa in lần nào ở máy này</source>
        <translation>Not yet printed on this machine</translation>
    </message>
    <message>
        <source>Đã in {count} lần, bản cuối đã hủy</source>
        <translation>Times printed: {count}, the last one voided</translation>
    </message>
    <message>
        <source>Đã in {count} lần</source>
        <translation>Times printed: {count}</translation>
    </message>
</context>
<context>
    <name>PeersBox</name>
    <message>
        <source>Máy khác trong xã</source>
        <translation>Other laptops of the commune</translation>
    </message>
    <message>
        <source>Cho máy khác trong xã nối vào</source>
        <translation>Let other laptops of the commune connect</translation>
    </message>
    <message>
        <source>Máy</source>
        <translation>Laptop</translation>
    </message>
    <message>
        <source>Việc</source>
        <translation>Act</translation>
    </message>
    <message>
        <source>Hồ sơ</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Người dân</source>
        <translation>Resident</translation>
    </message>
    <message>
        <source>Lúc</source>
        <translation>At</translation>
    </message>
    <message>
        <source>Việc của máy khác chưa qua trung tâm</source>
        <translation>Work of other laptops, not yet through the centre</translation>
    </message>
    <message>
        <source>Máy này không giữ việc nào của máy khác mà trung tâm chưa có.</source>
        <translation>This laptop holds no work of others that the centre lacks.</translation>
    </message>
    <message>
        <source>Đóng (Esc)</source>
        <translation>Close (Esc)</translation>
    </message>
    <message>
        <source>Những việc này chưa vào sổ chung. Máy nào gặp trung tâm trước thì gửi hộ.</source>
        <translation>This work is not in the common books yet. Whichever laptop meets the centre first sends it on.</translation>
    </message>
    <message>
        <source>Địa chỉ máy kia</source>
        <translation>Address of the other laptop</translation>
    </message>
    <message>
        <source>như 192.168.1.20, đọc ở cửa sổ này trên máy kia</source>
        <translation>such as 192.168.1.20, read out from this window there</translation>
    </message>
    <message>
        <source>Trao đổi ngay</source>
        <translation>Exchange now</translation>
    </message>
    <message>
        <source>Việc của máy khác, chưa qua trung tâm: {n}</source>
        <translation>Work of others, not yet through the centre: {n}</translation>
    </message>
    <message>
        <source>Máy này chưa có khóa chung của xã: xin đồng bộ với trung tâm một lần.</source>
        <translation>This laptop has no commune key yet: synchronise with the centre once.</translation>
    </message>
    <message>
        <source>Đang đóng: máy khác chưa nối vào máy này được.</source>
        <translation>Closed: other laptops cannot connect to this one yet.</translation>
    </message>
    <message>
        <source>Đang mở, nhưng máy này chưa nối mạng nào.</source>
        <translation>Open, but this laptop is on no network.</translation>
    </message>
    <message>
        <source>Đang mở. Xin đọc cho máy kia: {addresses}</source>
        <translation>Open. Read out to the other laptop: {addresses}</translation>
    </message>
    <message>
        <source> hoặc </source>
        <translation> or </translation>
    </message>
    <message>
        <source>Đang trao đổi với máy kia…</source>
        <translation>Exchanging with the other laptop…</translation>
    </message>
    <message>
        <source>Đã nối. Hai máy không còn gì mới để trao cho nhau.</source>
        <translation>Connected. Neither laptop has anything new for the other.</translation>
    </message>
    <message>
        <source>Đã trao đổi xong: trao {given} gói, nhận {taken} gói.</source>
        <translation>Exchanged: gave {given} packages, took {taken}.</translation>
    </message>
    <message>
        <source>Một máy của xã vừa nối vào: trao {given} gói, nhận {taken} gói.</source>
        <translation>A laptop of the commune connected: gave {given} packages, took {taken}.</translation>
    </message>
    <message>
        <source>Một máy của xã vừa nối vào; không còn gì mới để trao cho nhau.</source>
        <translation>A laptop of the commune connected; there was nothing new to exchange.</translation>
    </message>
</context>
<context>
    <name>PeopleImportScreen</name>
    <message>
        <source>Nhập danh sách người dân</source>
        <translation>Import list of residents</translation>
    </message>
    <message>
        <source>Đang đọc {file}. Chưa có gì được ghi vào sổ.</source>
        <translation>Reading {file}. Nothing is in the notebook yet.</translation>
    </message>
    <message>
        <source>Dòng</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>Họ và tên · Lý do</source>
        <translation>Full name · Reason</translation>
    </message>
    <message>
        <source>Sẽ làm</source>
        <translation>Will be</translation>
    </message>
    <message>
        <source>Các dòng cần xem lại</source>
        <translation>Rows to check</translation>
    </message>
    <message>
        <source>Không có dòng nào phải xem lại.</source>
        <translation>No row needs checking.</translation>
    </message>
    <message>
        <source>Nhập cả các dòng cần xem lại</source>
        <translation>Also import the rows to check</translation>
    </message>
    <message>
        <source>Nhập</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Chọn tệp CSV…</source>
        <translation>Choose CSV file…</translation>
    </message>
    <message>
        <source>Lưu các dòng chưa nhập…</source>
        <translation>Save the rows left…</translation>
    </message>
    <message>
        <source>Về bàn làm việc</source>
        <translation>Back to my desk</translation>
    </message>
    <message>
        <source>Dừng</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Đã nhập</source>
        <translation>Imported</translation>
    </message>
    <message>
        <source>Đã ghi các dòng chưa nhập vào {file}.</source>
        <translation>Rows not imported were written to {file}.</translation>
    </message>
    <message>
        <source>Chọn danh sách người dân của xã, dạng CSV.
Trong Excel: chọn Lưu thành, kiểu CSV UTF-8.

Dòng tiêu đề ghi Họ và tên, rồi các cột nếu có, thứ tự nào cũng được:
Ngày sinh, Giới tính, Số định danh cá nhân, CMND, Điện thoại,
Địa chỉ, Khu dân cư, Ghi chú.

Chương trình xem thử trước; chưa ghi gì vào sổ cho đến khi bấm Nhập.</source>
        <translation>Choose the commune&apos;s list of residents, in CSV form.
In Excel: choose Save As, type CSV UTF-8.

The heading row has Họ và tên, then these columns if any, in any order:
Ngày sinh, Giới tính, Số định danh cá nhân, CMND, Điện thoại,
Địa chỉ, Khu dân cư, Ghi chú.

The program shows a trial first; nothing is written to the notebook until you press Import.</translation>
    </message>
    <message>
        <source>Chọn danh sách người dân</source>
        <translation>Choose the list of residents</translation>
    </message>
    <message>
        <source>Danh sách CSV (*.csv *.txt *.tsv)</source>
        <translation>CSV lists (*.csv *.txt *.tsv)</translation>
    </message>
    <message>
        <source>Mọi tệp (*)</source>
        <translation>All files (*)</translation>
    </message>
    <message>
        <source>Lưu các dòng chưa nhập</source>
        <translation>Save the rows left</translation>
    </message>
    <message>
        <source>chưa nhập</source>
        <translation>not imported</translation>
    </message>
    <message>
        <source>Các cột không dùng đến: {columns}</source>
        <translation>Columns not used: {columns}</translation>
    </message>
    <message>
        <source>Không nhập</source>
        <translation>Not imported</translation>
    </message>
    <message>
        <source>Cần xem lại</source>
        <translation>To check</translation>
    </message>
    <message>
        <source>Dòng {row}: {reasons}</source>
        <translation>Row {row}: {reasons}</translation>
    </message>
    <message>
        <source>{file}: {rows} dòng. Nhập được ngay {fine}, cần xem lại {doubtful}, không nhập được {refused}.</source>
        <translation>{file}: {rows} rows. Ready to import {fine}, to check {doubtful}, cannot be imported {refused}.</translation>
    </message>
    <message>
        <source>Đã có trong sổ từ trước: {known}.</source>
        <translation>Already in the notebook: {known}.</translation>
    </message>
    <message>
        <source>Bảng dưới hiện {shown} dòng đầu.</source>
        <translation>The first {shown} rows are shown below.</translation>
    </message>
    <message>
        <source>Nhập {count} người</source>
        <translation>Import people ({count})</translation>
    </message>
    <message>
        <source>Đã nhập {done} trên {total} người</source>
        <translation>People imported: {done} of {total}</translation>
    </message>
    <message>
        <source>Đã dừng. {count} người đã lưu an toàn trên máy này. Muốn nhập tiếp, xin chọn lại đúng tệp ấy: người đã nhập không bị nhập hai lần.</source>
        <translation>Stopped. People saved safely on this machine: {count}. To go on, choose the very same file again: nobody is imported twice.</translation>
    </message>
    <message>
        <source>Đã lưu an toàn trên máy này {count} người.</source>
        <translation>People saved safely on this machine: {count}.</translation>
    </message>
    <message>
        <source>Mọi dòng đã nhập xong.</source>
        <translation>All rows have been imported.</translation>
    </message>
</context>
<context>
    <name>PersonPart</name>
    <message>
        <source>Người nộp hồ sơ</source>
        <translation>Submitter</translation>
    </message>
    <message>
        <source>Mã QR thẻ căn cước</source>
        <translation>QR code of the citizen card</translation>
    </message>
    <message>
        <source>Quét thẻ căn cước</source>
        <translation>Scan citizen card</translation>
    </message>
    <message>
        <source>Tìm người: tên, số</source>
        <translation>Name, number</translation>
    </message>
    <message>
        <source>Tìm người đã có trên máy</source>
        <translation>Find a person already on this machine</translation>
    </message>
    <message>
        <source>Người tìm thấy</source>
        <translation>People found</translation>
    </message>
    <message>
        <source>Đã có trên máy</source>
        <translation>Already on this machine</translation>
    </message>
    <message>
        <source>Bỏ chọn</source>
        <translation>Unselect</translation>
    </message>
    <message>
        <source>ngày/tháng/năm</source>
        <translation>day/month/year</translation>
    </message>
    <message>
        <source>chưa rõ</source>
        <translation>not known</translation>
    </message>
    <message>
        <source>Nam</source>
        <translation>Male</translation>
    </message>
    <message>
        <source>Nữ</source>
        <translation>Female</translation>
    </message>
    <message>
        <source>Họ, chữ đệm và tên</source>
        <translation>Full name</translation>
    </message>
    <message>
        <source>Ngày, tháng, năm sinh</source>
        <translation>Birth date</translation>
    </message>
    <message>
        <source>Giới tính</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>Khu dân cư</source>
        <translation>Village/group/cluster</translation>
    </message>
    <message>
        <source>Số định danh cá nhân/CCCD</source>
        <translation>Personal number</translation>
    </message>
    <message>
        <source>Địa chỉ</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Số điện thoại</source>
        <translation>Phone number</translation>
    </message>
    <message>
        <source>Thôn/Khu dân cư</source>
        <translation>Village/cluster</translation>
    </message>
    <message>
        <source>Chưa có ai khớp trên máy này. Xin nhập người mới ở dưới.</source>
        <translation>Nobody on this machine matches. Type the new person below.</translation>
    </message>
    <message>
        <source>Thẻ ghi tên không dấu. Xin đối chiếu họ tên và địa chỉ với thẻ.</source>
        <translation>The card gives the name without marks. Compare name and address with the card.</translation>
    </message>
    <message>
        <source>Số định danh có 12 chữ số. Xin xem lại.</source>
        <translation>A personal number has 12 digits. Please look again.</translation>
    </message>
    <message>
        <source>Ba số đầu không có trong bảng mã. Xin xem lại.</source>
        <translation>The first three digits are not in the table of codes. Please look again.</translation>
    </message>
    <message>
        <source>Số này không khớp giới tính. Xin đối chiếu với thẻ.</source>
        <translation>This number does not fit the sex. Compare it with the card.</translation>
    </message>
    <message>
        <source>Số này không khớp thế kỷ sinh. Xin đối chiếu với thẻ.</source>
        <translation>This number does not fit the century of birth. Compare it with the card.</translation>
    </message>
    <message>
        <source>Số này không khớp năm sinh. Xin đối chiếu với thẻ.</source>
        <translation>This number does not fit the year of birth. Compare it with the card.</translation>
    </message>
</context>
<context>
    <name>PersonPresenter</name>
    <message>
        <source>Địa chỉ trên thẻ: {address}</source>
        <translation>Address on the card: {address}</translation>
    </message>
</context>
<context>
    <name>PictureBox</name>
    <message>
        <source>Cỡ thật</source>
        <translation>Actual size</translation>
    </message>
    <message>
        <source>Đóng (Esc)</source>
        <translation>Close (Esc)</translation>
    </message>
    <message>
        <source>Mũi tên: xem phần khác của ảnh</source>
        <translation>Arrows: see another part of the picture</translation>
    </message>
    <message>
        <source>Vừa cửa sổ</source>
        <translation>Fit window</translation>
    </message>
</context>
<context>
    <name>ProcedureFields</name>
    <message>
        <source>Chưa rõ mức thu</source>
        <translation>Fee not known</translation>
    </message>
    <message>
        <source>chưa rõ</source>
        <translation>not known</translation>
    </message>
    <message>
        <source>Lý do miễn, giảm</source>
        <translation>Exemption ground</translation>
    </message>
    <message>
        <source>Đã thu tiền mặt</source>
        <translation>Paid in cash</translation>
    </message>
    <message>
        <source>Hồ sơ gấp</source>
        <translation>Urgent</translation>
    </message>
    <message>
        <source>Phí: {fee}</source>
        <translation>Fee: {fee}</translation>
    </message>
    <message>
        <source>Hẹn trả: {rule}</source>
        <translation>Due: {rule}</translation>
    </message>
    <message>
        <source>Số trang</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>Số trang bản chính</source>
        <translation>Original&apos;s pages</translation>
    </message>
    <message>
        <source>Số bản</source>
        <translation>Copies</translation>
    </message>
    <message>
        <source>Hẹn trả</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Phí, lệ phí (đ)</source>
        <translation>Fees (đ)</translation>
    </message>
    <message>
        <source>Biên lai số</source>
        <translation>Receipt no.</translation>
    </message>
    <message>
        <source>Nội dung yêu cầu giải quyết</source>
        <translation>What is asked for</translation>
    </message>
    <message>
        <source>Ghi chú nội bộ</source>
        <translation>Internal note</translation>
    </message>
    <message>
        <source>Thời hạn</source>
        <translation>Time limit</translation>
    </message>
    <message>
        <source>Mức thu</source>
        <translation>Fee</translation>
    </message>
</context>
<context>
    <name>ProcedurePart</name>
    <message>
        <source>Thủ tục hành chính</source>
        <translation>Procedure</translation>
    </message>
    <message>
        <source>Tìm thủ tục hành chính</source>
        <translation>Find the procedure</translation>
    </message>
    <message>
        <source>Vài chữ: sao y, sy…</source>
        <translation>A few letters: sao y, sy…</translation>
    </message>
    <message>
        <source>Thủ tục tìm thấy</source>
        <translation>Procedures found</translation>
    </message>
    <message>
        <source>Đủ giấy tờ</source>
        <translation>All papers</translation>
    </message>
    <message>
        <source>Đã có đủ giấy tờ phải có</source>
        <translation>All required papers are there</translation>
    </message>
    <message>
        <source>Danh mục trên máy không có thủ tục này, nên chưa nhận được. Xin ghi lượt hướng dẫn.</source>
        <translation>The catalogue on this machine lacks this procedure, so it cannot be accepted yet. Note a guidance visit.</translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Hai Phục Vụ</source>
        <translation>Hai Phục Vụ</translation>
    </message>
</context>
<context>
    <name>ReceiverForm</name>
    <message>
        <source>Khi trao: {terms}</source>
        <translation>On handing over: {terms}</translation>
    </message>
    <message>
        <source>Giấy ủy quyền đã xem</source>
        <translation>Authorisation paper seen</translation>
    </message>
    <message>
        <source>Là gì của chủ hồ sơ</source>
        <translation>Relation to the owner</translation>
    </message>
    <message>
        <source>Bên thứ hai</source>
        <translation>Second party</translation>
    </message>
    <message>
        <source>4 số cuối</source>
        <translation>Last 4</translation>
    </message>
    <message>
        <source>Xin chọn…</source>
        <translation>Please choose…</translation>
    </message>
</context>
<context>
    <name>SavedPanel</name>
    <message>
        <source>Mã tạm – ghi lên giấy hẹn</source>
        <translation>Provisional code – write it on the slip</translation>
    </message>
    <message>
        <source>Mã tạm – ghi lên phiếu</source>
        <translation>Provisional code – write it on the slip</translation>
    </message>
    <message>
        <source>Mã tạm: {code}</source>
        <translation>Provisional code: {code}</translation>
    </message>
    <message>
        <source>Hồ sơ sẽ được gửi lên hệ thống khi có mạng. Trước đó hồ sơ vẫn lưu an toàn trên máy này.</source>
        <translation>The dossier is sent to the system when there is a network. Until then it is safe on this machine.</translation>
    </message>
    <message>
        <source>Đã hoàn tác</source>
        <translation>Undone</translation>
    </message>
    <message>
        <source>Việc hoàn tác cũng được ghi vào nhật ký và gửi lên hệ thống.</source>
        <translation>The undo too is written to the activity log and sent to the system.</translation>
    </message>
    <message>
        <source>Ghi kết quả</source>
        <translation>Record result</translation>
    </message>
    <message>
        <source>Xem hồ sơ</source>
        <translation>View dossier</translation>
    </message>
    <message>
        <source>Hoàn tác</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Máy này còn {n} mã chính thức cho hôm nay. Hết mã, hồ sơ vẫn nhận được bằng mã tạm.</source>
        <translation>Official codes left here for today: {n}. Without them, dossiers still get a provisional code.</translation>
    </message>
    <message>
        <source>Lý do hoàn tác</source>
        <translation>Reason for the undo</translation>
    </message>
    <message>
        <source>Xin ghi lý do.</source>
        <translation>Please note the reason.</translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Trả ngay</source>
        <translation>Return at once</translation>
    </message>
    <message>
        <source>Tiếp nhận hồ sơ tiếp theo</source>
        <translation>Receive next dossier</translation>
    </message>
    <message>
        <source>Mã hồ sơ – ghi lên giấy hẹn</source>
        <translation>Dossier code – write it on the slip</translation>
    </message>
    <message>
        <source>Mã hồ sơ – ghi lên phiếu</source>
        <translation>Dossier code – write it on the form</translation>
    </message>
    <message>
        <source>Cần bổ sung: {papers}</source>
        <translation>Still needed: {papers}</translation>
    </message>
    <message>
        <source>Đã lưu trên máy: đã trả kết quả cho {name}</source>
        <translation>Saved on this machine: result handed over to {name}</translation>
    </message>
    <message>
        <source>In giấy ký nhận</source>
        <translation>Print hand-over slip</translation>
    </message>
    <message>
        <source>Hẹn trả: {due}</source>
        <translation>Due: {due}</translation>
    </message>
    <message>
        <source>chưa rõ</source>
        <translation>not known</translation>
    </message>
</context>
<context>
    <name>ShelfScreen</name>
    <message>
        <source>Kệ kết quả</source>
        <translation>Results shelf</translation>
    </message>
    <message>
        <source>Khu dân cư</source>
        <translation>Village/group/cluster</translation>
    </message>
    <message>
        <source>Họ và tên · Địa chỉ</source>
        <translation>Full name · Address</translation>
    </message>
    <message>
        <source>Khu dân cư · Hẹn trả</source>
        <translation>Cluster · Due</translation>
    </message>
    <message>
        <source>Mã hồ sơ · Kết quả số</source>
        <translation>Code · Result no.</translation>
    </message>
    <message>
        <source>Trên kệ chưa có kết quả nào.
Xin tra cứu hồ sơ (F3), ghi kết quả rồi đưa lên kệ; hồ sơ sẽ hiện ở đây.</source>
        <translation>There is no result on the shelf yet.
Look a dossier up (F3), record its result and put it on the shelf; it will show here.</translation>
    </message>
    <message>
        <source>Xếp chuyến</source>
        <translation>Plan run</translation>
    </message>
    <message>
        <source>Chọn tất cả</source>
        <translation>Select all</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>Ngăn kệ đặt lại</source>
        <translation>Shelf to put it back on</translation>
    </message>
    <message>
        <source>Đã tìm thấy</source>
        <translation>Found</translation>
    </message>
    <message>
        <source>Tìm thấy thì đặt lại vào ngăn kệ:</source>
        <translation>If found, put it back on shelf:</translation>
    </message>
    <message>
        <source>Đã chọn {count} trong {all}</source>
        <translation>Selected {count} of {all}</translation>
    </message>
    <message>
        <source>Chờ trả ({count})</source>
        <translation>Ready ({count})</translation>
    </message>
    <message>
        <source>Chờ sửa kết quả ({count})</source>
        <translation>To be corrected ({count})</translation>
    </message>
    <message>
        <source>Thất lạc ({count})</source>
        <translation>Lost ({count})</translation>
    </message>
    <message>
        <source>Không có kết quả nào chờ sửa.</source>
        <translation>No result is waiting to be corrected.</translation>
    </message>
    <message>
        <source>Không có kết quả nào thất lạc.</source>
        <translation>No result is lost.</translation>
    </message>
    <message>
        <source>Phím cách: chọn · Ctrl+A: tất cả · Enter: mở hồ sơ</source>
        <translation>Space: select · Ctrl+A: all · Enter: open the dossier</translation>
    </message>
    <message>
        <source>Enter: mở hồ sơ</source>
        <translation>Enter: open the dossier</translation>
    </message>
    <message>
        <source>Hẹn trả: {due}</source>
        <translation>Due: {due}</translation>
    </message>
    <message>
        <source>Quá hẹn: {due}</source>
        <translation>Overdue: {due}</translation>
    </message>
    <message>
        <source>Kết quả số {number}</source>
        <translation>Result no. {number}</translation>
    </message>
    <message>
        <source>Đã chọn</source>
        <translation>Selected</translation>
    </message>
    <message>
        <source>Đã lưu an toàn trên máy này: kết quả {code} đã về ngăn {shelf}.</source>
        <translation>Saved safely on this machine: result {code} is back on shelf {shelf}.</translation>
    </message>
    <message>
        <source>Chọn</source>
        <translation>Select</translation>
    </message>
    <message>
        <source>Ngăn · Từ</source>
        <translation>Shelf</translation>
    </message>
    <message>
        <source>Kết quả trên kệ</source>
        <translation>Results on the shelf</translation>
    </message>
    <message>
        <source>Tất cả</source>
        <translation>All</translation>
    </message>
</context>
<context>
    <name>ShellPresenter</name>
    <message>
        <source>Chờ gửi ({count})</source>
        <translation>Waiting ({count})</translation>
    </message>
    <message>
        <source>Đồng bộ đang tạm dừng</source>
        <translation>Sync is paused</translation>
    </message>
    <message>
        <source>Chưa thử kết nối</source>
        <translation>Not tried yet</translation>
    </message>
    <message>
        <source>Trực tuyến</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>Ngoại tuyến – vẫn làm việc bình thường</source>
        <translation>Offline – work goes on as usual</translation>
    </message>
    <message>
        <source>Ngoại tuyến – dữ liệu đến {time}</source>
        <translation>Offline – data as of {time}</translation>
    </message>
    <message>
        <source>Chưa đồng bộ được ({code})</source>
        <translation>Not synced yet ({code})</translation>
    </message>
    <message>
        <source>Chưa khớp với trung tâm lần nào</source>
        <translation>Never agreed with the centre yet</translation>
    </message>
    <message>
        <source>Khớp với trung tâm lúc {time}</source>
        <translation>Agreed with the centre at {time}</translation>
    </message>
    <message>
        <source>Đang thử lại…</source>
        <translation>Trying again…</translation>
    </message>
    <message>
        <source>Thử lại sau {n} giây</source>
        <translation>Next try in {n} s</translation>
    </message>
    <message>
        <source>Thử lại sau {n} phút</source>
        <translation>Next try in {n} min</translation>
    </message>
</context>
<context>
    <name>ShellWindow</name>
    <message>
        <source>Hai Phục Vụ</source>
        <translation>Hai Phục Vụ</translation>
    </message>
    <message>
        <source>DỮ LIỆU MẪU</source>
        <translation>SAMPLE DATA</translation>
    </message>
    <message>
        <source>Khóa máy</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>Trợ giúp (F1)</source>
        <translation>Help (F1)</translation>
    </message>
    <message>
        <source>Điều hướng</source>
        <translation>Navigation</translation>
    </message>
    <message>
        <source>Tình trạng</source>
        <translation>Status</translation>
    </message>
</context>
<context>
    <name>SigningPart</name>
    <message>
        <source>Chữ ký người nhận</source>
        <translation>Receiver&apos;s signature</translation>
    </message>
    <message>
        <source>Người nhận ký vào đây, rồi bấm Enter</source>
        <translation>The receiver signs here, then press Enter</translation>
    </message>
    <message>
        <source>Ký trên giấy hẹn</source>
        <translation>Sign on the slip</translation>
    </message>
    <message>
        <source>Ký lại</source>
        <translation>Sign again</translation>
    </message>
    <message>
        <source>Ký nhận</source>
        <translation>Sign for it</translation>
    </message>
    <message>
        <source>Số giấy hẹn đã ký</source>
        <translation>Number of the signed slip</translation>
    </message>
    <message>
        <source>Người nhận ký hoặc điểm chỉ trên giấy hẹn. Giữ lại giấy này, lưu cùng hồ sơ.</source>
        <translation>The receiver signs or puts a thumb-print on the slip. Keep the slip with the dossier.</translation>
    </message>
</context>
<context>
    <name>StuckCard</name>
    <message>
        <source>Làm lúc {time} · máy này · chờ từ {since} · mã {code}</source>
        <translation>Done {time} · this machine · waiting since {since} · code {code}</translation>
    </message>
    <message>
        <source>Quá 24 giờ</source>
        <translation>Over 24 hours</translation>
    </message>
    <message>
        <source>Mở hồ sơ</source>
        <translation>Open dossier</translation>
    </message>
    <message>
        <source>Mở chuyến</source>
        <translation>Open run</translation>
    </message>
    <message>
        <source>Đã quyết định</source>
        <translation>Decided</translation>
    </message>
    <message>
        <source>Xin ghi lý do.</source>
        <translation>Please note the reason.</translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Đã quyết định, chờ trung tâm: {said}</source>
        <translation>Decided, waiting for the centre: {said}</translation>
    </message>
    <message>
        <source>Đã quyết định mà vẫn chưa ghi được: {said}</source>
        <translation>Decided, yet still not recorded: {said}</translation>
    </message>
</context>
<context>
    <name>SyncScreen</name>
    <message>
        <source>Đồng bộ</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>Hồ sơ</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Từ lúc</source>
        <translation>Since</translation>
    </message>
    <message>
        <source>Đồng bộ ngay</source>
        <translation>Sync now</translation>
    </message>
    <message>
        <source>Việc</source>
        <translation>Act</translation>
    </message>
    <message>
        <source>Trạng thái</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Các việc đã làm trên máy này</source>
        <translation>Acts done on this machine</translation>
    </message>
    <message>
        <source>Chưa có việc nào được ghi trên máy này.</source>
        <translation>No act was written on this machine yet.</translation>
    </message>
    <message>
        <source>Tạm dừng đồng bộ</source>
        <translation>Pause sync</translation>
    </message>
    <message>
        <source>Xuất ra USB…</source>
        <translation>Export to USB…</translation>
    </message>
    <message>
        <source>Nhận từ USB…</source>
        <translation>Import from USB…</translation>
    </message>
    <message>
        <source>Mạng tính cước: chưa gửi tệp đính kèm</source>
        <translation>Metered link: attachments not sent</translation>
    </message>
    <message>
        <source>Mạng tính cước: chỉ gửi hồ sơ, chưa gửi tệp đính kèm</source>
        <translation>Metered link: dossiers only, attachments not sent</translation>
    </message>
    <message>
        <source>Máy khác trong xã…</source>
        <translation>Other laptops…</translation>
    </message>
    <message>
        <source>Mở hồ sơ</source>
        <translation>Open dossier</translation>
    </message>
    <message>
        <source>Tiếp tục đồng bộ</source>
        <translation>Resume sync</translation>
    </message>
    <message>
        <source>Trung tâm chưa ghi được {n} việc. Xin xem mục Cần xử lý.</source>
        <translation>Acts the centre could not record: {n}. See Needs you.</translation>
    </message>
    <message>
        <source>Chưa khớp với trung tâm lần nào</source>
        <translation>Never agreed with the centre yet</translation>
    </message>
    <message>
        <source>Khớp với trung tâm lúc {agreed}</source>
        <translation>Agreed with the centre at {agreed}</translation>
    </message>
    <message>
        <source>Thử lúc {tried}</source>
        <translation>Tried at {tried}</translation>
    </message>
    <message>
        <source>Cách xử lý…</source>
        <translation>Ways out…</translation>
    </message>
    <message>
        <source>Đã gửi hết. Trung tâm còn {n} việc đang ghi.</source>
        <translation>All sent. Acts the centre is still recording: {n}.</translation>
    </message>
    <message>
        <source>Đã đồng bộ. Máy này và hệ thống khớp nhau.</source>
        <translation>Synced. This machine and the system agree.</translation>
    </message>
    <message>
        <source>Không còn việc nào chờ gửi</source>
        <translation>Nothing is waiting to be sent</translation>
    </message>
    <message>
        <source>Chờ gửi: {n} việc, {size}</source>
        <translation>Acts waiting: {n}, {size}</translation>
    </message>
    <message>
        <source>Mở Cần xử lý</source>
        <translation>Open Needs you</translation>
    </message>
    <message>
        <source>Mở chuyến</source>
        <translation>Open run</translation>
    </message>
    <message>
        <source>Đang đồng bộ… Ông/bà vẫn làm việc khác được.</source>
        <translation>Syncing… You can go on working.</translation>
    </message>
    <message>
        <source>Hệ thống đã nhận {n} việc.</source>
        <translation>Acts received by the system: {n}.</translation>
    </message>
</context>
<context>
    <name>TroubleCard</name>
    <message>
        <source>Sao chép mã</source>
        <translation>Copy code</translation>
    </message>
    <message>
        <source>Mã {code}</source>
        <translation>Code {code}</translation>
    </message>
    <message>
        <source>yêu cầu {id}</source>
        <translation>request {id}</translation>
    </message>
    <message>
        <source>Vì sao</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>Cần dữ liệu ngay</source>
        <translation>Data needed now</translation>
    </message>
    <message>
        <source>Chưa cần ngay</source>
        <translation>Not needed now</translation>
    </message>
</context>
<context>
    <name>UnlockPresenter</name>
    <message>
        <source>Xin nhập cụm mật khẩu.</source>
        <translation>Please type the passphrase.</translation>
    </message>
    <message>
        <source>Máy này chưa có công chức nào. Xin gọi người phụ trách máy.</source>
        <translation>This machine knows no official yet. Please call the person in charge of it.</translation>
    </message>
</context>
<context>
    <name>UnlockView</name>
    <message>
        <source>Hai Phục Vụ – Mở khóa</source>
        <translation>Hai Phục Vụ – Unlock</translation>
    </message>
    <message>
        <source>DỮ LIỆU MẪU</source>
        <translation>SAMPLE DATA</translation>
    </message>
    <message>
        <source>Công chức</source>
        <translation>Official</translation>
    </message>
    <message>
        <source>Cụm mật khẩu</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Hiện cụm mật khẩu</source>
        <translation>Show the passphrase</translation>
    </message>
    <message>
        <source>Phím Caps Lock đang bật: chữ sẽ thành chữ HOA.</source>
        <translation>Caps Lock is on: letters become CAPITALS.</translation>
    </message>
    <message>
        <source>Mở khóa</source>
        <translation>Unlock</translation>
    </message>
    <message>
        <source>Trợ giúp (F1)</source>
        <translation>Help (F1)</translation>
    </message>
    <message>
        <source>Đang mở…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>Hai Phục Vụ</source>
        <translation>Hai Phục Vụ</translation>
    </message>
    <message>
        <source>Bộ phận Một cửa – tiếp nhận và trả kết quả tại nhà</source>
        <translation>One-stop desk – dossiers in, results brought home</translation>
    </message>
    <message>
        <source>Cụm mật khẩu của dữ liệu mẫu:</source>
        <translation>Passphrase of the sample data:</translation>
    </message>
    <message>
        <source>Thử lại sau {time}</source>
        <translation>Try again in {time}</translation>
    </message>
</context>
<context>
    <name>WaysOut</name>
    <message>
        <source>Hồ sơ chưa được tiếp nhận; chương trình ghi lại việc này và cấp mã để tra cứu.</source>
        <translation>The dossier is not accepted; the program records this and gives a code to look it up by.</translation>
    </message>
    <message>
        <source>Giấy tờ phải có mà chưa đánh dấu:</source>
        <translation>Required papers not ticked:</translation>
    </message>
    <message>
        <source>Xin ghi đủ một lần: yêu cầu bổ sung lần thứ hai bị tính là chậm.</source>
        <translation>Please list everything at once: a second request for supplement counts as late.</translation>
    </message>
    <message>
        <source>Lỗi của máy hay của chương trình không phải là lý do từ chối hồ sơ của người dân.</source>
        <translation>A fault of the machine or of the program is no ground for refusing a citizen&apos;s dossier.</translation>
    </message>
</context>
<context>
    <name>_EnvelopeRow</name>
    <message>
        <source>Không thấy</source>
        <translation>Not found</translation>
    </message>
    <message>
        <source>Báo thất lạc: {name}</source>
        <translation>Report loss: {name}</translation>
    </message>
</context>
<context>
    <name>_PaperRow</name>
    <message>
        <source>Đã có: {paper}</source>
        <translation>Handed in: {paper}</translation>
    </message>
    <message>
        <source>Loại giấy tờ: {paper}</source>
        <translation>Kind of paper: {paper}</translation>
    </message>
    <message>
        <source>Số lượng: {paper}</source>
        <translation>Number: {paper}</translation>
    </message>
    <message>
        <source>phải xuất trình</source>
        <translation>to show</translation>
    </message>
    <message>
        <source>phải nộp</source>
        <translation>to submit</translation>
    </message>
    <message>
        <source>nếu có</source>
        <translation>if any</translation>
    </message>
    <message>
        <source>chưa kiểm chứng</source>
        <translation>not verified</translation>
    </message>
</context>
<context>
    <name>_TwinBanner</name>
    <message>
        <source>Dùng người này</source>
        <translation>Use this person</translation>
    </message>
    <message>
        <source>Là người khác</source>
        <translation>Somebody else</translation>
    </message>
    <message>
        <source>Số định danh này đã có: {who}</source>
        <translation>This personal number is already there: {who}</translation>
    </message>
</context>
<context>
    <name>acts</name>
    <message>
        <source>Ghi kết quả</source>
        <translation>Record result</translation>
    </message>
    <message>
        <source>Ghi kết quả đã sửa</source>
        <translation>Record corrected result</translation>
    </message>
    <message>
        <source>Nhận bổ sung</source>
        <translation>Receive supplement</translation>
    </message>
    <message>
        <source>Đã tìm thấy</source>
        <translation>Found</translation>
    </message>
    <message>
        <source>Đặt lên kệ</source>
        <translation>Put on shelf</translation>
    </message>
    <message>
        <source>Trả kết quả</source>
        <translation>Return result</translation>
    </message>
    <message>
        <source>Sửa</source>
        <translation>Amend</translation>
    </message>
    <message>
        <source>Chuyển xử lý</source>
        <translation>Forward</translation>
    </message>
    <message>
        <source>Yêu cầu bổ sung</source>
        <translation>Ask for supplement</translation>
    </message>
    <message>
        <source>Ghi mã chính thức</source>
        <translation>Record official code</translation>
    </message>
    <message>
        <source>Từ chối</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>Rút hồ sơ</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>Hoàn tác</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>In giấy hẹn</source>
        <translation>Print slip</translation>
    </message>
    <message>
        <source>In phiếu bổ sung</source>
        <translation>Print supplement request</translation>
    </message>
    <message>
        <source>In phiếu từ chối</source>
        <translation>Print refusal</translation>
    </message>
    <message>
        <source>Đã lưu trên máy: đã ghi kết quả.</source>
        <translation>Saved on this machine: result recorded.</translation>
    </message>
    <message>
        <source>Đã lưu trên máy: đã ghi kết quả đã sửa, kết quả chờ trả.</source>
        <translation>Saved on this machine: corrected result recorded; the result is ready.</translation>
    </message>
    <message>
        <source>Đã lưu trên máy: đã nhận bổ sung, hẹn trả được tính lại.</source>
        <translation>Saved on this machine: supplement received, due date counted anew.</translation>
    </message>
    <message>
        <source>Đã lưu trên máy: kết quả đã trở lại kệ.</source>
        <translation>Saved on this machine: the result is back on the shelf.</translation>
    </message>
    <message>
        <source>Đã lưu trên máy: kết quả đã lên kệ.</source>
        <translation>Saved on this machine: result on the shelf.</translation>
    </message>
    <message>
        <source>Đã lưu trên máy: đã chuyển xử lý.</source>
        <translation>Saved on this machine: forwarded.</translation>
    </message>
    <message>
        <source>Đã lưu trên máy: đã yêu cầu bổ sung. Xin in phiếu cho người nộp.</source>
        <translation>Saved on this machine: supplement asked for. Please print the request for the submitter.</translation>
    </message>
    <message>
        <source>Đã lưu trên máy: đã ghi mã chính thức.</source>
        <translation>Saved on this machine: official code recorded.</translation>
    </message>
    <message>
        <source>Đã lưu trên máy: đã từ chối. Xin in phiếu cho người nộp.</source>
        <translation>Saved on this machine: refused. Please print the refusal for the submitter.</translation>
    </message>
    <message>
        <source>Đã lưu trên máy: công dân rút hồ sơ.</source>
        <translation>Saved on this machine: dossier withdrawn by the citizen.</translation>
    </message>
    <message>
        <source>Đã lưu trên máy: đã hoàn tác.</source>
        <translation>Saved on this machine: undone.</translation>
    </message>
    <message>
        <source>Lỗi của máy hay của chương trình không phải là lý do từ chối hồ sơ của người dân.</source>
        <translation>A fault of the machine or of the program is no ground for refusing a citizen&apos;s dossier.</translation>
    </message>
    <message>
        <source>Việc rút hồ sơ không hoàn tác được. Xin trả lại giấy tờ đã nhận.</source>
        <translation>A withdrawal cannot be undone. Please give back the papers received.</translation>
    </message>
    <message>
        <source>Xin ghi đủ một lần: yêu cầu bổ sung lần thứ hai bị tính là chậm.</source>
        <translation>Please list everything at once: a second request for supplement counts as late.</translation>
    </message>
    <message>
        <source>Hồ sơ này đã yêu cầu bổ sung rồi. Yêu cầu lần nữa bị tính là chậm: xin ghi rõ vì sao.</source>
        <translation>A supplement was already asked for on this dossier. Another request counts as late: please note clearly why.</translation>
    </message>
</context>
<context>
    <name>axes</name>
    <message>
        <source>Đã tiếp nhận</source>
        <translation>Accepted</translation>
    </message>
    <message>
        <source>Từ chối tiếp nhận</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>Chờ bổ sung</source>
        <translation>Awaiting supplement</translation>
    </message>
    <message>
        <source>Chờ nộp phí</source>
        <translation>Awaiting payment</translation>
    </message>
    <message>
        <source>Công dân rút hồ sơ</source>
        <translation>Withdrawn by citizen</translation>
    </message>
    <message>
        <source>Dừng giải quyết</source>
        <translation>Stopped</translation>
    </message>
    <message>
        <source>Đang xử lý</source>
        <translation>In progress</translation>
    </message>
    <message>
        <source>Đã có kết quả</source>
        <translation>Result recorded</translation>
    </message>
    <message>
        <source>Đã trả kết quả</source>
        <translation>Result returned</translation>
    </message>
    <message>
        <source>Đã hoàn tác</source>
        <translation>Undone</translation>
    </message>
    <message>
        <source>Chưa lên kệ</source>
        <translation>Not on the shelf</translation>
    </message>
    <message>
        <source>Chờ trả</source>
        <translation>Ready</translation>
    </message>
    <message>
        <source>Đang giao</source>
        <translation>Out</translation>
    </message>
    <message>
        <source>Vắng mặt</source>
        <translation>Absent</translation>
    </message>
    <message>
        <source>Từ chối nhận</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>Hẹn lại</source>
        <translation>New date</translation>
    </message>
    <message>
        <source>Sai thông tin kết quả</source>
        <translation>Wrong content</translation>
    </message>
    <message>
        <source>Chờ sửa kết quả</source>
        <translation>To be corrected</translation>
    </message>
    <message>
        <source>Đã gửi bưu chính</source>
        <translation>Sent by post</translation>
    </message>
    <message>
        <source>Thất lạc</source>
        <translation>Lost</translation>
    </message>
    <message>
        <source>Đã trao</source>
        <translation>Handed over</translation>
    </message>
    <message>
        <source>Chờ gửi</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Đang gửi</source>
        <translation>Sending</translation>
    </message>
    <message>
        <source>Hệ thống đã nhận</source>
        <translation>Received by system</translation>
    </message>
    <message>
        <source>Đã ghi nhận</source>
        <translation>Recorded</translation>
    </message>
    <message>
        <source>Đã lưu dự phòng</source>
        <translation>Backed up</translation>
    </message>
    <message>
        <source>Đang chờ việc trước</source>
        <translation>On hold</translation>
    </message>
    <message>
        <source>Cần xử lý</source>
        <translation>Needs you</translation>
    </message>
    <message>
        <source>Không ghi</source>
        <translation>Not recorded</translation>
    </message>
    <message>
        <source>Chưa qua trung tâm</source>
        <translation>Not yet via the centre</translation>
    </message>
    <message>
        <source>Bản chính</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Bản sao</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Bản chứng thực</source>
        <translation>Certified</translation>
    </message>
    <message>
        <source>Bản điện tử</source>
        <translation>Electronic</translation>
    </message>
    <message>
        <source>Chủ hồ sơ</source>
        <translation>Dossier owner</translation>
    </message>
    <message>
        <source>Người trong hộ</source>
        <translation>Member of the household</translation>
    </message>
    <message>
        <source>Người được ủy quyền</source>
        <translation>Authorised person</translation>
    </message>
    <message>
        <source>Cả hai bên</source>
        <translation>Both parties</translation>
    </message>
    <message>
        <source>Thẻ căn cước (CCCD)</source>
        <translation>Citizen card (CCCD)</translation>
    </message>
    <message>
        <source>Hộ chiếu</source>
        <translation>Passport</translation>
    </message>
    <message>
        <source>Giấy tờ khác có ảnh</source>
        <translation>Other paper with a photo</translation>
    </message>
    <message>
        <source>Đã thu {amount}</source>
        <translation>Paid {amount}</translation>
    </message>
    <message>
        <source>Miễn, giảm</source>
        <translation>Exempt/reduced</translation>
    </message>
    <message>
        <source>Chưa rõ mức thu</source>
        <translation>Fee not known</translation>
    </message>
    <message>
        <source>Không thu</source>
        <translation>No fee</translation>
    </message>
    <message>
        <source>Chưa thu {amount}</source>
        <translation>Unpaid {amount}</translation>
    </message>
    <message>
        <source>chưa rõ</source>
        <translation>not known</translation>
    </message>
    <message>
        <source>{date} · quá hạn</source>
        <translation>{date} · overdue</translation>
    </message>
    <message>
        <source>{date} · hôm nay</source>
        <translation>{date} · today</translation>
    </message>
</context>
<context>
    <name>catalogue</name>
    <message>
        <source>{amount}/trang</source>
        <translation>{amount}/page</translation>
    </message>
    <message>
        <source>{amount}/bản</source>
        <translation>{amount}/copy</translation>
    </message>
    <message>
        <source>chưa kiểm chứng</source>
        <translation>not verified</translation>
    </message>
    <message>
        <source>Người có công với cách mạng</source>
        <translation>Person with merit to the revolution</translation>
    </message>
    <message>
        <source>Hộ nghèo, cận nghèo</source>
        <translation>Poor or near-poor household</translation>
    </message>
    <message>
        <source>Người khuyết tật</source>
        <translation>Person with a disability</translation>
    </message>
    <message>
        <source>Trẻ em</source>
        <translation>Child</translation>
    </message>
    <message>
        <source>Người cao tuổi</source>
        <translation>Elderly person</translation>
    </message>
    <message>
        <source>{agency} giải quyết</source>
        <translation>Decided by {agency}</translation>
    </message>
    <message>
        <source>Kết quả: {result}</source>
        <translation>Result: {result}</translation>
    </message>
    <message>
        <source>giấy tờ chưa kiểm chứng</source>
        <translation>papers not verified</translation>
    </message>
    <message>
        <source>Danh mục chưa rõ thời hạn. Xin ghi ngày hẹn theo văn bản của thủ tục.</source>
        <translation>The catalogue does not know the time limit. Please enter the due date from the text of the procedure.</translation>
    </message>
    <message>
        <source>Lịch trên máy chưa có đến ngày đó. Xin ghi ngày hẹn.</source>
        <translation>The calendar on this machine does not reach that day. Please enter the due date.</translation>
    </message>
    <message>
        <source>nhận sau {hour} giờ, ngoài giờ: ngày làm việc sau</source>
        <translation>after {hour}:00 or out of hours: next working day</translation>
    </message>
    <message>
        <source>trong ngày; nhận sau {hour} giờ: ngày làm việc sau</source>
        <translation>same day; received after {hour}:00: next working day</translation>
    </message>
    <message>
        <source>{limit}, nhận ngoài giờ nên tính từ ngày làm việc tiếp theo</source>
        <translation>{limit}, received out of hours, so counted from the next working day</translation>
    </message>
    <message>
        <source>{limit}, không tính ngày nhận</source>
        <translation>{limit}, day of receipt not counted</translation>
    </message>
    <message>
        <source>lịch nghỉ dự kiến</source>
        <translation>expected holiday calendar</translation>
    </message>
    <message>
        <source>từ trang {page}: {amount}</source>
        <translation>from page {page}: {amount}</translation>
    </message>
    <message>
        <source>tối đa {amount}/bản</source>
        <translation>at most {amount}/copy</translation>
    </message>
</context>
<context>
    <name>conflicts</name>
    <message>
        <source>Thông tin tiếp nhận</source>
        <translation>Acceptance</translation>
    </message>
    <message>
        <source>Mã hồ sơ</source>
        <translation>Dossier code</translation>
    </message>
    <message>
        <source>Thủ tục hành chính</source>
        <translation>Procedure</translation>
    </message>
    <message>
        <source>Người nộp hồ sơ</source>
        <translation>Submitter</translation>
    </message>
    <message>
        <source>Hẹn trả</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Phí, lệ phí</source>
        <translation>Fees</translation>
    </message>
    <message>
        <source>Kết quả giải quyết</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Trả kết quả</source>
        <translation>Return result</translation>
    </message>
    <message>
        <source>Lập chuyến</source>
        <translation>Plan run</translation>
    </message>
    <message>
        <source>Đóng chuyến</source>
        <translation>Close run</translation>
    </message>
    <message>
        <source>Hai quyết định khác nhau</source>
        <translation>Two different decisions</translation>
    </message>
    <message>
        <source>Mã tạm</source>
        <translation>Provisional code</translation>
    </message>
    <message>
        <source>Ngày giờ tiếp nhận</source>
        <translation>Received at</translation>
    </message>
    <message>
        <source>Nơi tiếp nhận</source>
        <translation>Received where</translation>
    </message>
    <message>
        <source>Thủ tục</source>
        <translation>Procedure</translation>
    </message>
    <message>
        <source>Họ, chữ đệm và tên</source>
        <translation>Full name</translation>
    </message>
    <message>
        <source>Số định danh cá nhân</source>
        <translation>Personal number</translation>
    </message>
    <message>
        <source>Số CMND cũ</source>
        <translation>Old identity number</translation>
    </message>
    <message>
        <source>Ngày, tháng, năm sinh</source>
        <translation>Birth date</translation>
    </message>
    <message>
        <source>Địa chỉ</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Khu dân cư</source>
        <translation>Village/group/cluster</translation>
    </message>
    <message>
        <source>Số điện thoại</source>
        <translation>Phone number</translation>
    </message>
    <message>
        <source>Nội dung yêu cầu</source>
        <translation>What is asked for</translation>
    </message>
    <message>
        <source>Thành phần hồ sơ</source>
        <translation>Required papers</translation>
    </message>
    <message>
        <source>Số bản</source>
        <translation>Copies</translation>
    </message>
    <message>
        <source>Mức thu</source>
        <translation>Fee</translation>
    </message>
    <message>
        <source>Lý do miễn, giảm</source>
        <translation>Exemption ground</translation>
    </message>
    <message>
        <source>Đã thu</source>
        <translation>Paid</translation>
    </message>
    <message>
        <source>Khẩn</source>
        <translation>Urgent</translation>
    </message>
    <message>
        <source>Ghi chú nội bộ</source>
        <translation>Internal note</translation>
    </message>
    <message>
        <source>Xử lý</source>
        <translation>Handling</translation>
    </message>
    <message>
        <source>Số kết quả</source>
        <translation>Result number</translation>
    </message>
    <message>
        <source>Người ký</source>
        <translation>Signer</translation>
    </message>
    <message>
        <source>Ngày ký</source>
        <translation>Signed on</translation>
    </message>
    <message>
        <source>Ghi chú kết quả</source>
        <translation>Note on the result</translation>
    </message>
    <message>
        <source>Ngăn kệ</source>
        <translation>Shelf</translation>
    </message>
    <message>
        <source>Người nhận</source>
        <translation>Receiver</translation>
    </message>
    <message>
        <source>Quan hệ</source>
        <translation>Relation</translation>
    </message>
    <message>
        <source>Giấy tờ tùy thân</source>
        <translation>Identity paper</translation>
    </message>
    <message>
        <source>Bốn số cuối giấy tờ</source>
        <translation>Last four digits of the paper</translation>
    </message>
    <message>
        <source>Trao lúc</source>
        <translation>Handed over at</translation>
    </message>
    <message>
        <source>Giới tính</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>Số đã lấy</source>
        <translation>Taken</translation>
    </message>
    <message>
        <source>Số đã trao</source>
        <translation>Handed over</translation>
    </message>
    <message>
        <source>Số mang về</source>
        <translation>Brought back</translation>
    </message>
    <message>
        <source>Đóng lúc</source>
        <translation>Closed at</translation>
    </message>
    <message>
        <source>Đi lúc</source>
        <translation>Left at</translation>
    </message>
    <message>
        <source>Mã chuyến</source>
        <translation>Run code</translation>
    </message>
    <message>
        <source>Chuyến</source>
        <translation>Run</translation>
    </message>
    <message>
        <source>Bảng kê</source>
        <translation>Manifest</translation>
    </message>
    <message>
        <source>Số gửi bưu chính</source>
        <translation>Sent by post</translation>
    </message>
    <message>
        <source>Số báo mất</source>
        <translation>Reported lost</translation>
    </message>
    <message>
        <source>Số trang</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>Trường hợp thời hạn</source>
        <translation>Time limit case</translation>
    </message>
    <message>
        <source>Biên lai</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>Lý do từ chối</source>
        <translation>Reason for refusal</translation>
    </message>
    <message>
        <source>Căn cứ từ chối</source>
        <translation>Ground for refusal</translation>
    </message>
    <message>
        <source>Người nhận thứ hai</source>
        <translation>Second receiver</translation>
    </message>
    <message>
        <source>Ủy quyền</source>
        <translation>Authorisation</translation>
    </message>
    <message>
        <source>Quan hệ với chủ hồ sơ</source>
        <translation>Relation to the dossier owner</translation>
    </message>
    <message>
        <source>Cách ký nhận</source>
        <translation>Way of signing</translation>
    </message>
    <message>
        <source>Phiếu ký nhận</source>
        <translation>Signed slip</translation>
    </message>
    <message>
        <source>Hẹn lại</source>
        <translation>New date</translation>
    </message>
    <message>
        <source>Số bưu gửi</source>
        <translation>Tracking number</translation>
    </message>
    <message>
        <source>Quyết định</source>
        <translation>Decision</translation>
    </message>
    <message>
        <source>Giữ bản đang dùng</source>
        <translation>Keep version in use</translation>
    </message>
    <message>
        <source>Giữ bản kia</source>
        <translation>Keep other version</translation>
    </message>
    <message>
        <source>Đã xem</source>
        <translation>Seen</translation>
    </message>
    <message>
        <source>Đang đi</source>
        <translation>Under way</translation>
    </message>
    <message>
        <source>Đã đóng</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>(không ghi)</source>
        <translation>(not noted)</translation>
    </message>
    <message>
        <source>Có</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>Không</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Nam</source>
        <translation>Male</translation>
    </message>
    <message>
        <source>Nữ</source>
        <translation>Female</translation>
    </message>
</context>
<context>
    <name>deeds</name>
    <message>
        <source>Ghi người mới</source>
        <translation>New person noted</translation>
    </message>
    <message>
        <source>Sửa thông tin người</source>
        <translation>Person amended</translation>
    </message>
    <message>
        <source>Tiếp nhận hồ sơ</source>
        <translation>Dossier accepted</translation>
    </message>
    <message>
        <source>Yêu cầu bổ sung khi nộp</source>
        <translation>Ask for supplement on submission</translation>
    </message>
    <message>
        <source>Từ chối tiếp nhận</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>Yêu cầu bổ sung</source>
        <translation>Ask for supplement</translation>
    </message>
    <message>
        <source>Nhận bổ sung</source>
        <translation>Receive supplement</translation>
    </message>
    <message>
        <source>Từ chối giải quyết</source>
        <translation>Refuse to process</translation>
    </message>
    <message>
        <source>Rút hồ sơ</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>Hoàn tác từ chối hoặc rút hồ sơ</source>
        <translation>Undo refusal or withdrawal</translation>
    </message>
    <message>
        <source>Hoàn tác, lại chờ bổ sung</source>
        <translation>Undo, waiting for papers again</translation>
    </message>
    <message>
        <source>Chuyển xử lý</source>
        <translation>Forward</translation>
    </message>
    <message>
        <source>Ghi mã chính thức</source>
        <translation>Record official code</translation>
    </message>
    <message>
        <source>Ghi kết quả đã sửa</source>
        <translation>Record corrected result</translation>
    </message>
    <message>
        <source>Sửa hồ sơ</source>
        <translation>Dossier amended</translation>
    </message>
    <message>
        <source>Đính kèm tệp</source>
        <translation>Attach file</translation>
    </message>
    <message>
        <source>Hoàn tác tiếp nhận</source>
        <translation>Acceptance undone</translation>
    </message>
    <message>
        <source>Ghi kết quả</source>
        <translation>Record result</translation>
    </message>
    <message>
        <source>Hoàn tác kết quả</source>
        <translation>Result undone</translation>
    </message>
    <message>
        <source>Đặt lên kệ</source>
        <translation>Put on shelf</translation>
    </message>
    <message>
        <source>Lấy khỏi kệ</source>
        <translation>Taken off the shelf</translation>
    </message>
    <message>
        <source>Lấy đi giao</source>
        <translation>Taken out</translation>
    </message>
    <message>
        <source>Đã trao kết quả</source>
        <translation>Result handed over</translation>
    </message>
    <message>
        <source>Vắng mặt</source>
        <translation>Absent</translation>
    </message>
    <message>
        <source>Từ chối nhận</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>Sai thông tin kết quả</source>
        <translation>Wrong content</translation>
    </message>
    <message>
        <source>Hẹn lại</source>
        <translation>New date</translation>
    </message>
    <message>
        <source>Gửi bưu chính công ích</source>
        <translation>Sent by public post</translation>
    </message>
    <message>
        <source>Báo thất lạc</source>
        <translation>Report loss</translation>
    </message>
    <message>
        <source>Đã tìm thấy</source>
        <translation>Found</translation>
    </message>
    <message>
        <source>Hoàn về kệ</source>
        <translation>Back to shelf</translation>
    </message>
    <message>
        <source>Xếp chuyến</source>
        <translation>Plan run</translation>
    </message>
    <message>
        <source>Đóng chuyến</source>
        <translation>Close run</translation>
    </message>
    <message>
        <source>Quyết định bản được giữ</source>
        <translation>Decided which version to keep</translation>
    </message>
    <message>
        <source>Giữ bản kia của thông tin người</source>
        <translation>Other version of person kept</translation>
    </message>
    <message>
        <source>Giữ bản kia của hồ sơ</source>
        <translation>Other version of dossier kept</translation>
    </message>
    <message>
        <source>Giữ bản kia của chuyến</source>
        <translation>Other version of run kept</translation>
    </message>
    <message>
        <source>Quyết định thử lại</source>
        <translation>Decided to retry</translation>
    </message>
    <message>
        <source>Quyết định không ghi</source>
        <translation>Decided not to record</translation>
    </message>
    <message>
        <source>Quyết định ghi dù thiếu</source>
        <translation>Decided to record anyway</translation>
    </message>
    <message>
        <source>Xác nhận của cán bộ không khớp. Xin báo người phụ trách an toàn thông tin.</source>
        <translation>The official&apos;s confirmation does not match. Please tell the person in charge of information security.</translation>
    </message>
    <message>
        <source>Trung tâm chưa đọc được việc này. Xin gọi người phụ trách máy; việc vẫn được giữ trên máy.</source>
        <translation>The centre cannot read this act yet. Call the person in charge; the machine keeps the act.</translation>
    </message>
    <message>
        <source>Trung tâm chưa biết việc này: trung tâm cần cập nhật.</source>
        <translation>The centre does not know this act yet: it needs an update.</translation>
    </message>
    <message>
        <source>Hồ sơ này đã có ở trung tâm. Xin đối chiếu hai bản.</source>
        <translation>The centre has this dossier already. Compare the two.</translation>
    </message>
    <message>
        <source>Trung tâm chưa nhận được hồ sơ gốc, thường do máy kia chưa gửi. Hồ sơ gốc tới thì việc tự ghi.</source>
        <translation>The centre lacks the original, often unsent by the other machine. Once it comes, the act is recorded.</translation>
    </message>
    <message>
        <source>Mã này ở trung tâm thuộc loại khác. Xin báo người phụ trách.</source>
        <translation>The centre has this code as another kind. Tell the person in charge.</translation>
    </message>
    <message>
        <source>Hồ sơ ở trung tâm đang ở bước khác. Xin mở hồ sơ xem rồi chọn một trong hai cách.</source>
        <translation>At the centre the dossier is at another step. Open it to see, then choose one of two ways.</translation>
    </message>
    <message>
        <source>Chờ việc trước của hồ sơ này tới trung tâm.</source>
        <translation>Waiting for an earlier act of this dossier.</translation>
    </message>
    <message>
        <source>Trung tâm chưa biết cán bộ đã làm việc này. Xin gọi người phụ trách máy để đăng ký.</source>
        <translation>The centre does not know the official who did this. Call the person in charge to enrol them.</translation>
    </message>
    <message>
        <source>Hồ sơ quá lớn nên trung tâm không nhận thêm. Xin gọi người phụ trách máy.</source>
        <translation>The dossier is too large for the centre to take more. Call the person in charge.</translation>
    </message>
    <message>
        <source>Trung tâm đã có việc này từ lần gửi trước, không ghi hai lần.</source>
        <translation>The centre has this act already; it is not recorded twice.</translation>
    </message>
    <message>
        <source>Có người đã quyết định không ghi việc này.</source>
        <translation>Somebody decided not to record this act.</translation>
    </message>
    <message>
        <source>Nội dung không đúng dạng. Xin báo người phụ trách.</source>
        <translation>The content has the wrong form. Tell the person in charge.</translation>
    </message>
    <message>
        <source>Chờ việc trước của hồ sơ này được xử lý.</source>
        <translation>Waits until an earlier act on this dossier is settled.</translation>
    </message>
</context>
<context>
    <name>door</name>
    <message>
        <source>Đã trao. Nhà này đã xong.</source>
        <translation>Handed over. This home is done.</translation>
    </message>
    <message>
        <source>Đã giao cho bưu chính. Giữ biên nhận, nộp cùng chuyến.</source>
        <translation>Given to the post. Keep the receipt and hand it in with the run.</translation>
    </message>
    <message>
        <source>Đã báo thất lạc. Tìm thấy thì ghi «Đã tìm thấy» ở Kệ kết quả.</source>
        <translation>Loss reported. If it is found, press «Found» on the Results shelf.</translation>
    </message>
    <message>
        <source>Sai thông tin: không trao. Mang phong bì về kệ; công chức chuyên môn sửa rồi trả lại.</source>
        <translation>Wrong content: do not hand over. Bring the envelope back to the shelf; the specialist corrects it, then it is returned.</translation>
    </message>
    <message>
        <source>Phong bì này không còn ở chuyến này. Xin mở hồ sơ để xem.</source>
        <translation>This envelope is no longer on this run. Please open the dossier to see.</translation>
    </message>
    <message>
        <source>Mang về</source>
        <translation>Brought back</translation>
    </message>
</context>
<context>
    <name>files</name>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Chờ gửi</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Đã ở trung tâm</source>
        <translation>At the centre</translation>
    </message>
    <message>
        <source>Chưa tải về</source>
        <translation>Not downloaded</translation>
    </message>
    <message>
        <source>Đang chờ tải</source>
        <translation>To download</translation>
    </message>
    <message>
        <source>Đã tải về</source>
        <translation>Downloaded</translation>
    </message>
    <message>
        <source>trung tâm hết chỗ</source>
        <translation>the centre is full</translation>
    </message>
    <message>
        <source>Không gửi được</source>
        <translation>Cannot be sent</translation>
    </message>
    <message>
        <source>tệp quá lớn</source>
        <translation>file too large</translation>
    </message>
    <message>
        <source>Ảnh</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>tệp bị hỏng</source>
        <translation>file damaged</translation>
    </message>
    <message>
        <source>đĩa sắp đầy</source>
        <translation>disk almost full</translation>
    </message>
    <message>
        <source>Không tải được</source>
        <translation>Download failed</translation>
    </message>
    <message>
        <source>đã có {share} %</source>
        <translation>{share}% so far</translation>
    </message>
</context>
<context>
    <name>forms</name>
    <message>
        <source>Số kết quả</source>
        <translation>Result number</translation>
    </message>
    <message>
        <source>Xin nhập số của kết quả.</source>
        <translation>Please type the number of the result.</translation>
    </message>
    <message>
        <source>Lãnh đạo ký</source>
        <translation>Signer</translation>
    </message>
    <message>
        <source>Xin ghi người ký kết quả.</source>
        <translation>Please note who signed the result.</translation>
    </message>
    <message>
        <source>Ngày ký</source>
        <translation>Signed on</translation>
    </message>
    <message>
        <source>Xin nhập ngày ký: ngày/tháng/năm.</source>
        <translation>Please type the day of signing: day/month/year.</translation>
    </message>
    <message>
        <source>Lưu kết quả</source>
        <translation>Save result</translation>
    </message>
    <message>
        <source>Ngăn kệ</source>
        <translation>Shelf</translation>
    </message>
    <message>
        <source>Xin ghi ngăn kệ.</source>
        <translation>Please note the place on the shelf.</translation>
    </message>
    <message>
        <source>Ví dụ: A1</source>
        <translation>For example: A1</translation>
    </message>
    <message>
        <source>Đặt lên kệ</source>
        <translation>Put on shelf</translation>
    </message>
    <message>
        <source>Kệ kết quả</source>
        <translation>Results shelf</translation>
    </message>
    <message>
        <source>Tìm thấy ở đâu, ai tìm thấy</source>
        <translation>Where it was found, and by whom</translation>
    </message>
    <message>
        <source>Đã tìm thấy kết quả thất lạc</source>
        <translation>Lost result found</translation>
    </message>
    <message>
        <source>Đặt lại lên kệ</source>
        <translation>Put back on shelf</translation>
    </message>
    <message>
        <source>Giấy tờ khác cần bổ sung (mỗi dòng một giấy tờ)</source>
        <translation>Other papers needed (one per line)</translation>
    </message>
    <message>
        <source>Lý do, hướng dẫn</source>
        <translation>Reason and guidance</translation>
    </message>
    <message>
        <source>Vì sao phải yêu cầu lần nữa</source>
        <translation>Why another request is needed</translation>
    </message>
    <message>
        <source>Xin ghi rõ vì sao phải yêu cầu bổ sung lần nữa.</source>
        <translation>Please note clearly why a supplement must be asked for again.</translation>
    </message>
    <message>
        <source>Yêu cầu bổ sung hồ sơ (Mẫu 02)</source>
        <translation>Ask for supplement (Form 02)</translation>
    </message>
    <message>
        <source>Lưu yêu cầu bổ sung</source>
        <translation>Save request</translation>
    </message>
    <message>
        <source>Lý do từ chối</source>
        <translation>Reason for refusal</translation>
    </message>
    <message>
        <source>Xin ghi lý do từ chối.</source>
        <translation>Please note the reason for refusal.</translation>
    </message>
    <message>
        <source>Căn cứ pháp lý (điều, khoản, văn bản)</source>
        <translation>Legal ground (article, clause, document)</translation>
    </message>
    <message>
        <source>Xin ghi căn cứ pháp lý của việc từ chối.</source>
        <translation>Please note the legal ground for the refusal.</translation>
    </message>
    <message>
        <source>Từ chối tiếp nhận hồ sơ (Mẫu 03)</source>
        <translation>Refuse dossier (Form 03)</translation>
    </message>
    <message>
        <source>Từ chối giải quyết hồ sơ (Mẫu 03)</source>
        <translation>Refuse to process dossier (Form 03)</translation>
    </message>
    <message>
        <source>Lưu việc từ chối</source>
        <translation>Save refusal</translation>
    </message>
    <message>
        <source>Lý do công dân rút hồ sơ</source>
        <translation>Citizen&apos;s reason for withdrawing</translation>
    </message>
    <message>
        <source>Xin ghi lý do.</source>
        <translation>Please note the reason.</translation>
    </message>
    <message>
        <source>Rút hồ sơ</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>Lưu việc rút hồ sơ</source>
        <translation>Save withdrawal</translation>
    </message>
    <message>
        <source>Chuyển cho ai, ghi chú</source>
        <translation>To whom, note</translation>
    </message>
    <message>
        <source>Chuyển xử lý</source>
        <translation>Forward</translation>
    </message>
    <message>
        <source>Mã hồ sơ chính thức</source>
        <translation>Official dossier code</translation>
    </message>
    <message>
        <source>Xin nhập mã hồ sơ do hệ thống cấp.</source>
        <translation>Please enter the dossier code given by the system.</translation>
    </message>
    <message>
        <source>Mã tạm vẫn được giữ; tra cứu được bằng cả hai mã.</source>
        <translation>The provisional code is kept; either code can be looked up.</translation>
    </message>
    <message>
        <source>Ghi mã chính thức</source>
        <translation>Record official code</translation>
    </message>
    <message>
        <source>Lưu mã</source>
        <translation>Save code</translation>
    </message>
</context>
<context>
    <name>history</name>
    <message>
        <source>Đã trao</source>
        <translation>Handed over</translation>
    </message>
    <message>
        <source>Gửi bưu chính</source>
        <translation>Sent by post</translation>
    </message>
    <message>
        <source>Tìm thấy</source>
        <translation>Found</translation>
    </message>
    <message>
        <source>Vắng mặt</source>
        <translation>Absent</translation>
    </message>
    <message>
        <source>Không nhận</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>Hẹn lại</source>
        <translation>New date</translation>
    </message>
    <message>
        <source>Sai thông tin</source>
        <translation>Wrong</translation>
    </message>
    <message>
        <source>Thất lạc</source>
        <translation>Lost</translation>
    </message>
    <message>
        <source>tại quầy</source>
        <translation>at the counter</translation>
    </message>
    <message>
        <source>tại cơ quan</source>
        <translation>at the office</translation>
    </message>
    <message>
        <source>tại nhà</source>
        <translation>at home</translation>
    </message>
    <message>
        <source>Xử lý</source>
        <translation>Handling</translation>
    </message>
    <message>
        <source>Phí, lệ phí</source>
        <translation>Fees</translation>
    </message>
    <message>
        <source>Trả kết quả</source>
        <translation>Return result</translation>
    </message>
    <message>
        <source>Đồng bộ</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>Nhận bổ sung</source>
        <translation>Receive supplement</translation>
    </message>
    <message>
        <source>Yêu cầu bổ sung lần {n}</source>
        <translation>Supplement request no. {n}</translation>
    </message>
    <message>
        <source>tính là chậm: {reason}</source>
        <translation>counts as late: {reason}</translation>
    </message>
</context>
<context>
    <name>home</name>
    <message>
        <source>Trên kệ chưa có kết quả nào</source>
        <translation>There is no result on the shelf yet</translation>
    </message>
    <message>
        <source>{count} kết quả chờ trả</source>
        <translation>Results ready: {count}</translation>
    </message>
    <message>
        <source>Nơi khác: {count}</source>
        <translation>Elsewhere: {count}</translation>
    </message>
    <message>
        <source>Đang đi: {count} chuyến</source>
        <translation>Runs under way: {count}</translation>
    </message>
    <message>
        <source>Có điều kiện, như mang theo sổ: {count}</source>
        <translation>With conditions, such as taking the register: {count}</translation>
    </message>
    <message>
        <source>Chưa có kết quả nào để mang đi</source>
        <translation>No result to take out yet</translation>
    </message>
    <message>
        <source>Có thể mang đi {count} kết quả</source>
        <translation>Results that can be taken out: {count}</translation>
    </message>
    <message>
        <source>{count} việc chờ gửi, đã lưu an toàn trên máy này</source>
        <translation>Acts waiting: {count}, saved safely on this machine</translation>
    </message>
    <message>
        <source>Đã gửi hết lên hệ thống</source>
        <translation>All sent to the system</translation>
    </message>
    <message>
        <source>Chưa có việc nào để gửi</source>
        <translation>Nothing to send yet</translation>
    </message>
    <message>
        <source>Chưa khớp với hệ thống lần nào</source>
        <translation>Never agreed with the system yet</translation>
    </message>
    <message>
        <source>Khớp lúc {time}</source>
        <translation>Agreed at {time}</translation>
    </message>
    <message>
        <source>Không có việc nào</source>
        <translation>Nothing to do</translation>
    </message>
    <message>
        <source>Hai bản khác nhau: {count}</source>
        <translation>Two different versions: {count}</translation>
    </message>
    <message>
        <source>Việc hệ thống chưa ghi được: {count}</source>
        <translation>Acts the system has not taken: {count}</translation>
    </message>
    <message>
        <source>{count} việc chờ người quyết định</source>
        <translation>Things waiting for a decision: {count}</translation>
    </message>
    <message>
        <source>Xin đồng bộ để lấy thêm. Hết mã vẫn tiếp nhận được bằng mã tạm.</source>
        <translation>Please sync to get more. Without codes, dossiers are still accepted under provisional codes.</translation>
    </message>
    <message>
        <source>Còn {count} mã cho hôm nay</source>
        <translation>Codes left for today: {count}</translation>
    </message>
    <message>
        <source>Quá hạn: {count}</source>
        <translation>Overdue: {count}</translation>
    </message>
    <message>
        <source>Hẹn trả hôm nay: {count}</source>
        <translation>Due today: {count}</translation>
    </message>
    <message>
        <source>Cần sửa kết quả: {count}</source>
        <translation>Results to correct: {count}</translation>
    </message>
    <message>
        <source>Thất lạc: {count}</source>
        <translation>Lost: {count}</translation>
    </message>
    <message>
        <source>Chờ bổ sung: {count}</source>
        <translation>Awaiting supplement: {count}</translation>
    </message>
    <message>
        <source>Việc hôm nay</source>
        <translation>Today&apos;s work</translation>
    </message>
    <message>
        <source>Quá hạn</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>Đến hạn hôm nay</source>
        <translation>Due today</translation>
    </message>
    <message>
        <source>Cần sửa kết quả</source>
        <translation>Result to correct</translation>
    </message>
    <message>
        <source>Thất lạc</source>
        <translation>Lost</translation>
    </message>
    <message>
        <source>số {number}</source>
        <translation>no. {number}</translation>
    </message>
    <message>
        <source>{days} ngày, từ {date}</source>
        <translation>{days} days, since {date}</translation>
    </message>
    <message>
        <source>Chờ bổ sung</source>
        <translation>Awaiting supplement</translation>
    </message>
    <message>
        <source>{place}: {count} · lâu nhất {days} ngày</source>
        <translation>{place}: {count} · longest {days} day(s)</translation>
    </message>
    <message>
        <source>{code}: mang {taken}, đã trao {handed}, còn {left}</source>
        <translation>{code}: taken {taken}, handed over {handed}, left {left}</translation>
    </message>
    <message>
        <source>Chưa ghi khu dân cư</source>
        <translation>No cluster noted</translation>
    </message>
</context>
<context>
    <name>paper</name>
    <message>
        <source>Giấy tiếp nhận và hẹn trả</source>
        <translation>Acceptance and due slip</translation>
    </message>
    <message>
        <source>Phiếu yêu cầu bổ sung</source>
        <translation>Supplement request</translation>
    </message>
    <message>
        <source>Phiếu từ chối tiếp nhận</source>
        <translation>Refusal</translation>
    </message>
    <message>
        <source>Phiếu báo vắng</source>
        <translation>Absence note</translation>
    </message>
    <message>
        <source>Bảng kê chuyến trả</source>
        <translation>Manifest of the run</translation>
    </message>
    <message>
        <source>Nhãn phong bì</source>
        <translation>Envelope label</translation>
    </message>
    <message>
        <source>Biên nhận trao kết quả</source>
        <translation>Hand-over slip</translation>
    </message>
    <message>
        <source>Phiếu giao gói dữ liệu</source>
        <translation>Docket of the data bundle</translation>
    </message>
</context>
<context>
    <name>problem</name>
    <message>
        <source>Cụm mật khẩu chưa đúng. Ông/bà còn {tries_left} lần thử trước khi phải chờ.</source>
        <translation>That passphrase is not right. Tries left before you must wait: {tries_left}.</translation>
    </message>
    <message>
        <source>Đã nhập sai nhiều lần. Xin chờ hết thời gian rồi thử lại. Dữ liệu vẫn an toàn trên máy này.</source>
        <translation>Too many wrong tries. Please wait until the time is over, then try again. The data is safe on this machine.</translation>
    </message>
    <message>
        <source>Cụm mật khẩu còn dễ đoán. Xin dùng ít nhất 4 từ khác nhau, hoặc 12 ký tự trở lên.</source>
        <translation>This passphrase is easy to guess. Please use at least 4 different words, or 12 characters or more.</translation>
    </message>
    <message>
        <source>Máy này chưa có tên ông/bà. Xin nhờ người phụ trách máy thêm vào.</source>
        <translation>This machine does not know your name yet. Please ask the person in charge of it to add you.</translation>
    </message>
    <message>
        <source>Người này đã có tên trên máy. Xin chọn tên trong danh sách.</source>
        <translation>This person is on the machine already. Please choose the name in the list.</translation>
    </message>
    <message>
        <source>Máy này chưa được cài đặt để làm việc. Xin gọi người phụ trách máy.</source>
        <translation>This machine has not been set up for work. Please call the person in charge of it.</translation>
    </message>
    <message>
        <source>Thư mục này đã có tệp khóa. Chương trình không ghi đè, để không mất dữ liệu.</source>
        <translation>This folder holds a key file already. The program does not write over it, so that no data is lost.</translation>
    </message>
    <message>
        <source>Tệp khóa trên máy này bị hỏng. Xin đừng cài lại; gọi người phụ trách máy để phục hồi.</source>
        <translation>The key file on this machine is damaged. Do not install anew; call the person in charge to restore it.</translation>
    </message>
    <message>
        <source>Tệp khóa đã bị thay đổi từ bên ngoài. Xin ngừng dùng máy và báo người phụ trách an toàn thông tin.</source>
        <translation>The key file was changed from outside. Stop using the machine and tell the information security officer.</translation>
    </message>
    <message>
        <source>Dữ liệu trên máy do bản chương trình mới hơn ghi. Xin cập nhật chương trình rồi mở lại.</source>
        <translation>A newer version of the program wrote the data on this machine. Update the program, then open it again.</translation>
    </message>
    <message>
        <source>Không ghi được tệp khóa. Xin kiểm tra chỗ trống trên đĩa rồi thử lại.</source>
        <translation>The key file could not be written. Check the free space on the disk, then try again.</translation>
    </message>
    <message>
        <source>Chương trình đang mở ở một cửa sổ khác trên máy này. Xin dùng cửa sổ đó, hoặc đóng nó rồi thử lại.</source>
        <translation>The program is open already in another window on this machine. Use that window, or close it and try again.</translation>
    </message>
    <message>
        <source>Đây là dữ liệu mẫu, không được gửi lên hệ thống thật. Không có gì được gửi đi.</source>
        <translation>This is sample data; it must not be sent to the real system. Nothing was sent.</translation>
    </message>
    <message>
        <source>Đĩa đã đầy nên chưa lưu được việc vừa làm. Những gì đã lưu vẫn còn. Xin dọn bớt đĩa rồi bấm lưu lại.</source>
        <translation>The disk is full, so the last act was not saved. What was saved before is still there. Free some space, then save again.</translation>
    </message>
    <message>
        <source>Tệp dữ liệu không được mã hóa như phải có. Chương trình không mở. Xin báo người phụ trách máy.</source>
        <translation>The data file is not encrypted as it must be. The program does not open it. Tell the person in charge.</translation>
    </message>
    <message>
        <source>Khóa không mở được tệp dữ liệu: tệp bị thay hoặc bị hỏng. Xin đừng xóa gì; gọi người phụ trách máy.</source>
        <translation>The key does not open the data file: it was replaced or damaged. Delete nothing; call the person in charge.</translation>
    </message>
    <message>
        <source>Không mở được tệp dữ liệu trên máy. Xin kiểm tra ổ đĩa rồi thử lại, hoặc gọi người phụ trách máy.</source>
        <translation>The data file cannot be opened. Check the disk and try again, or call the person in charge of the machine.</translation>
    </message>
    <message>
        <source>Máy đang bận nên chưa lưu được. Xin chờ vài giây rồi thử lại.</source>
        <translation>The machine is busy, so this was not saved yet. Wait a few seconds, then try again.</translation>
    </message>
    <message>
        <source>Tệp dữ liệu bị hỏng một phần. Xin đừng xóa gì, ngừng dùng máy và gọi người phụ trách để cứu dữ liệu.</source>
        <translation>The data file is partly damaged. Please delete nothing, stop using this machine and call the person in charge to rescue the data.</translation>
    </message>
    <message>
        <source>Thư viện lưu trữ trên máy này quá cũ, có thể làm hỏng dữ liệu. Xin cài lại bản chương trình đầy đủ.</source>
        <translation>The storage library on this machine is too old and may damage data. Install the complete program again.</translation>
    </message>
    <message>
        <source>Sổ dữ liệu trên máy do bản chương trình mới hơn ghi. Xin cập nhật chương trình rồi mở lại.</source>
        <translation>A newer version of the program wrote the notebook on this machine. Update the program, then open it again.</translation>
    </message>
    <message>
        <source>Việc cài đặt máy này bị dở dang. Xin gọi người phụ trách máy để cài đặt lại từ đầu.</source>
        <translation>Setting up this machine was cut short. Call the person in charge to set it up from the beginning.</translation>
    </message>
    <message>
        <source>Không tìm thấy hồ sơ này trên máy. Xin tra cứu lại.</source>
        <translation>This dossier is not on this machine. Please look it up again.</translation>
    </message>
    <message>
        <source>Hồ sơ vừa được sửa ở nơi khác. Xin mở lại để xem bản mới rồi làm tiếp.</source>
        <translation>The dossier was just changed elsewhere. Open it again to see the new state, then go on.</translation>
    </message>
    <message>
        <source>Lịch ngày làm việc trên máy chưa có đến ngày đó. Xin cập nhật gói danh mục.</source>
        <translation>The working calendar on this machine does not reach that day. Please update the catalogue pack.</translation>
    </message>
    <message>
        <source>Lịch ngày làm việc trong gói danh mục bị lỗi. Xin nhập lại gói danh mục.</source>
        <translation>The working calendar in the catalogue pack is faulty. Please load the catalogue pack again.</translation>
    </message>
    <message>
        <source>Danh mục không có thủ tục này còn hiệu lực. Xin ghi lượt hướng dẫn, chưa tiếp nhận hồ sơ.</source>
        <translation>The catalogue holds no such procedure in force. Note a guidance visit; do not accept the dossier yet.</translation>
    </message>
    <message>
        <source>Gói danh mục bị lỗi, không đọc được. Xin nhập lại gói danh mục.</source>
        <translation>The catalogue pack is faulty and cannot be read. Please load it again.</translation>
    </message>
    <message>
        <source>Chữ ký của gói danh mục không đúng: gói đã bị sửa. Chương trình không dùng gói này. Xin lấy lại gói từ trung tâm.</source>
        <translation>The signature of the catalogue pack is not right: the pack was changed. The program does not use it. Please get the pack from the centre again.</translation>
    </message>
    <message>
        <source>Gói danh mục do nơi lạ ký, máy này không tin. Chương trình không dùng gói này. Xin lấy gói từ trung tâm.</source>
        <translation>The catalogue pack was signed by a stranger whom this machine does not trust. The program does not use it. Please get the pack from the centre.</translation>
    </message>
    <message>
        <source>Có tệp trong gói danh mục đã bị sửa sau khi ký. Xin chép lại cả gói từ trung tâm.</source>
        <translation>A file in the catalogue pack was changed after signing. Please copy the whole pack from the centre again.</translation>
    </message>
    <message>
        <source>Gói danh mục thiếu tệp. Xin chép lại cả gói từ trung tâm, hoặc cài lại chương trình.</source>
        <translation>The catalogue pack lacks a file. Please copy the whole pack from the centre again, or install the program again.</translation>
    </message>
    <message>
        <source>Tệp cài đặt không đúng hoặc đã bị sửa. Xin lấy tệp mới từ trung tâm.</source>
        <translation>The enrolment file is not right or was changed. Please get a new one from the centre.</translation>
    </message>
    <message>
        <source>Theo đồng hồ máy này, tệp cài đặt đã hết hạn. Xin xem lại ngày giờ của máy; nếu đúng, lấy tệp mới từ trung tâm.</source>
        <translation>By this machine&apos;s clock the set-up file has expired. Please check the date and time; if they are right, get a new file from the centre.</translation>
    </message>
    <message>
        <source>Thư mục này đã có tệp khác. Chương trình không ghi đè; xin chọn một thư mục trống.</source>
        <translation>This folder already holds other files. The program does not write over them; please choose an empty folder.</translation>
    </message>
    <message>
        <source>Xin ghi từ 1 đến 64 công chức, mỗi người có họ tên (dưới 200 ký tự) và chức danh (dưới 33 ký tự).</source>
        <translation>Please name 1 to 64 officials, each with a name (under 200 characters) and a role (under 33 characters).</translation>
    </message>
    <message>
        <source>Người mẫu chỉ được dùng trong dữ liệu mẫu. Không có gì được ghi vào sổ thật.</source>
        <translation>Sample people may only be used in sample data. Nothing was written to the real notebook.</translation>
    </message>
    <message>
        <source>Không đọc được danh sách này. Xin xem lại tệp rồi chọn lại.</source>
        <translation>This list cannot be read. Please check the file, then choose it again.</translation>
    </message>
    <message>
        <source>Tệp này trống. Xin chọn tệp khác.</source>
        <translation>This file is empty. Please choose another.</translation>
    </message>
    <message>
        <source>Tệp lớn hơn {about} MB. Xin chia thành nhiều tệp rồi nhập lần lượt.</source>
        <translation>The file is larger than {about} MB. Please split it into several files and import them one by one.</translation>
    </message>
    <message>
        <source>Đây là tệp Excel. Xin mở tệp, chọn Lưu thành, kiểu CSV UTF-8, rồi chọn tệp CSV đó.</source>
        <translation>This is an Excel file. Please open it, choose Save As, type CSV UTF-8, then choose that CSV file.</translation>
    </message>
    <message>
        <source>Tệp này không phải văn bản CSV. Xin chọn tệp danh sách dạng CSV.</source>
        <translation>This file is not CSV text. Please choose a list in CSV form.</translation>
    </message>
    <message>
        <source>Không nhận ra bảng mã tiếng Việt của tệp. Xin lưu lại danh sách với kiểu CSV UTF-8 rồi chọn lại.</source>
        <translation>The Vietnamese encoding of the file is not recognised. Please save the list again as CSV UTF-8, then choose it again.</translation>
    </message>
    <message>
        <source>Tệp dùng phông chữ cũ TCVN3 (.VnTime), chưa nhập được. Xin chuyển sang Unicode, lưu CSV UTF-8 rồi chọn lại.</source>
        <translation>The file uses the old TCVN3 fonts (.VnTime) and cannot be imported. Please convert it to Unicode, save as CSV UTF-8, then choose it again.</translation>
    </message>
    <message>
        <source>Tệp dùng phông chữ cũ VNI, chưa nhập được. Xin chuyển sang Unicode, lưu CSV UTF-8 rồi chọn lại.</source>
        <translation>The file uses the old VNI fonts and cannot be imported. Please convert it to Unicode, save as CSV UTF-8, then choose it again.</translation>
    </message>
    <message>
        <source>Không thấy dòng tiêu đề. Danh sách cần một dòng có Họ và tên, và ít nhất một cột nữa như Ngày sinh.</source>
        <translation>No heading line was found. The list needs a line with Họ và tên (full name) and at least one more column, such as Ngày sinh (birth date).</translation>
    </message>
    <message>
        <source>Không thấy dòng tiêu đề. Danh sách công chức cần một dòng có hai cột Họ tên và Chức danh.</source>
        <translation>No heading found. The list of officials needs a line with the two columns Họ tên and Chức danh.</translation>
    </message>
    <message>
        <source>Dấu ngoặc kép ở dòng {about} chưa đúng. Xin sửa dòng đó rồi chọn lại tệp; chưa có gì được nhập.</source>
        <translation>The quotation marks in line {about} are not right. Please correct that line, then choose the file again; nothing was imported.</translation>
    </message>
    <message>
        <source>Dòng {about} quá dài. Xin xem lại dòng đó (thường do thiếu dấu ngoặc kép) rồi chọn lại tệp.</source>
        <translation>Line {about} is too long. Please check it (often a quotation mark is missing), then choose the file again.</translation>
    </message>
    <message>
        <source>Danh sách có hơn {about} dòng. Xin chia thành nhiều tệp rồi nhập lần lượt.</source>
        <translation>The list has more than {about} lines. Please split it into several files and import them one by one.</translation>
    </message>
    <message>
        <source>Không mở được tệp này ({about}). Xin chọn lại.</source>
        <translation>This file cannot be opened ({about}). Please choose again.</translation>
    </message>
    <message>
        <source>Không ghi được tệp ({about}). Xin chọn thư mục khác.</source>
        <translation>The file could not be written ({about}). Please choose another folder.</translation>
    </message>
    <message>
        <source>Danh sách này là dữ liệu mẫu, không được nhập vào sổ thật. Không có gì được ghi.</source>
        <translation>This list is sample data; it must not be imported into the real notebook. Nothing was written.</translation>
    </message>
    <message>
        <source>Đây là xã mẫu, ai cũng mở được. Xin không nhập người thật ở đây; chỉ nhập danh sách có dấu DỮ LIỆU MẪU.</source>
        <translation>This is the sample commune, which anyone can open. Please do not import real people here; import only lists marked SAMPLE DATA.</translation>
    </message>
    <message>
        <source>Ngày chưa đúng. Xin nhập ngày/tháng/năm, hoặc tháng/năm, hoặc chỉ năm.</source>
        <translation>That is not a date. Type day/month/year, or month/year, or the year alone.</translation>
    </message>
    <message>
        <source>Đây không phải mã hồ sơ. Xin kiểm tra và nhập lại.</source>
        <translation>This is not a dossier code. Please check it and type it again.</translation>
    </message>
    <message>
        <source>Không đọc được mã QR của thẻ căn cước. Xin quét lại, hoặc nhập tay theo thẻ.</source>
        <translation>The QR code of the citizen card could not be read. Scan again, or type from the card.</translation>
    </message>
    <message>
        <source>Bộ gõ tiếng Việt đã làm sai nội dung quét. Xin tắt bộ gõ (chuyển sang tiếng Anh) rồi quét lại.</source>
        <translation>The Vietnamese input method spoiled what was scanned. Switch it off (to English), then scan again.</translation>
    </message>
    <message>
        <source>Số định danh cá nhân trên thẻ không hợp lệ. Xin nhập tay và đối chiếu với thẻ.</source>
        <translation>The personal number on the card is not valid. Type it by hand and compare it with the card.</translation>
    </message>
    <message>
        <source>Máy in không nhận. Xin xem máy in đã bật, còn giấy và nối dây chưa, hoặc lưu thành tệp PDF.</source>
        <translation>The printer does not respond. Please check that it is on, has paper and is connected, or save as a PDF file.</translation>
    </message>
    <message>
        <source>Không ghi được tệp ở chỗ đã chọn. Xin chọn thư mục khác, hoặc xem đĩa còn chỗ không.</source>
        <translation>The file could not be written there. Please choose another folder, or check the free space on the disk.</translation>
    </message>
    <message>
        <source>Gói dữ liệu bị thiếu hoặc bị thay đổi nên không nhận. Hồ sơ vẫn lưu an toàn trên máy này.</source>
        <translation>The package is incomplete or was changed, so it was not taken. The dossiers are safe on this machine.</translation>
    </message>
    <message>
        <source>Gói dữ liệu quá lớn. Chương trình sẽ chia nhỏ và gửi lại.</source>
        <translation>The package is too large. The program will cut it smaller and send it again.</translation>
    </message>
    <message>
        <source>Nội dung một việc quá dài nên không gửi được. Xin viết ngắn lại phần ghi chú.</source>
        <translation>One entry is too long to be sent. Please shorten the note.</translation>
    </message>
    <message>
        <source>Có một việc mà bản chương trình này không đọc được. Xin cập nhật chương trình.</source>
        <translation>There is an entry that this version of the program cannot read. Please update the program.</translation>
    </message>
    <message>
        <source>Dữ liệu nhận về thuộc bản mới hơn. Xin cập nhật chương trình rồi đồng bộ lại.</source>
        <translation>What came in belongs to a newer version. Update the program, then sync again.</translation>
    </message>
    <message>
        <source>Gói này không gửi cho máy này. Xin kiểm tra lại gói đã chọn.</source>
        <translation>This package is not for this machine. Please check which package was chosen.</translation>
    </message>
    <message>
        <source>Câu trả lời không phải của trung tâm, nên không dùng. Hồ sơ vẫn lưu an toàn trên máy này và sẽ được gửi lại.</source>
        <translation>The answer is not the centre&apos;s, so it was not used. The dossiers are safe on this machine and will be sent again.</translation>
    </message>
    <message>
        <source>Yêu cầu gửi đi bị hỏng. Xin đồng bộ lại.</source>
        <translation>The request was damaged. Please sync again.</translation>
    </message>
    <message>
        <source>Khóa của trung tâm không đọc được. Xin nhập lại tệp cài đặt do trung tâm cấp.</source>
        <translation>The centre&apos;s key cannot be read. Please load the enrolment file from the centre again.</translation>
    </message>
    <message>
        <source>Chưa đồng bộ được vì chưa liên lạc được với trung tâm. Hồ sơ vẫn lưu an toàn trên máy này.</source>
        <translation>Not synced yet: the centre could not be reached. The dossiers are safe on this machine.</translation>
    </message>
    <message>
        <source>USB hoặc thư mục đã đầy nên chưa ghi được gói; không để lại tệp dở dang. Xin dọn bớt hoặc dùng USB khác.</source>
        <translation>The USB or folder is full, so no bundle was written and no partial file left. Free some space or use another USB.</translation>
    </message>
    <message>
        <source>Không được phép ghi vào USB hoặc thư mục này. Xin gạt chốt chống ghi của USB, hoặc chọn chỗ khác.</source>
        <translation>This USB or folder may not be written to. Release the USB&apos;s write lock, or choose another place.</translation>
    </message>
    <message>
        <source>Không đọc ghi được USB hoặc thư mục này. Xin cắm lại USB rồi làm lại. Hồ sơ vẫn an toàn trên máy này.</source>
        <translation>This USB or folder cannot be used. Plug the USB in again and retry. The dossiers are safe on this machine.</translation>
    </message>
    <message>
        <source>Đọc lại thì gói trên USB không đúng như đã ghi. Xin dùng USB khác. Hồ sơ vẫn an toàn trên máy này.</source>
        <translation>Read back, the bundle differs from what was written. Use another USB. The dossiers are safe on this machine.</translation>
    </message>
    <message>
        <source>Tệp này bị thiếu, bị sửa hoặc không do trung tâm ký, nên không nhận gì. Xin chép lại từ trung tâm.</source>
        <translation>This file is incomplete, changed or not signed by the centre; nothing was taken. Copy it from the centre again.</translation>
    </message>
    <message>
        <source>Gói vượt quá cỡ cho phép nên không dùng. Xin gọi người phụ trách máy; hồ sơ vẫn an toàn trên máy này.</source>
        <translation>The bundle is too large and was not used. Call the person in charge; the dossiers are safe on this machine.</translation>
    </message>
    <message>
        <source>Tệp trả lời này không phải cho gói mà máy này đã ghi. Xin chọn tệp khác, hoặc ghi gói mới ra USB.</source>
        <translation>This reply file is not for a bundle of this machine. Choose another file, or write a new bundle to USB.</translation>
    </message>
    <message>
        <source>Không thấy tệp trả lời cho máy này (tên kết thúc bằng -tra-loi.pha). Xin chọn đúng USB hoặc thư mục.</source>
        <translation>No reply file for this machine (name ending in -tra-loi.pha). Choose the right USB or folder.</translation>
    </message>
    <message>
        <source>Hai máy chưa trao đổi được. Hồ sơ vẫn an toàn trên mỗi máy. Xin bấm Trao đổi ngay lần nữa.</source>
        <translation>The laptops could not exchange. Dossiers are safe on each. Press Exchange now again.</translation>
    </message>
    <message>
        <source>Xin nhập địa chỉ của máy kia, đọc ở cửa sổ này trên máy đó.</source>
        <translation>Type the other laptop&apos;s address, shown in this window there.</translation>
    </message>
    <message>
        <source>Máy này chưa có khóa chung của xã. Xin đồng bộ một lần trước.</source>
        <translation>This laptop has no commune key yet. Synchronise once first.</translation>
    </message>
    <message>
        <source>Máy kia không có khóa chung mới của xã nên chưa trao gì. Xin xem địa chỉ; hai máy đồng bộ một lần.</source>
        <translation>The other laptop lacks the commune&apos;s new key, so nothing was given. Check the address; synchronise both once.</translation>
    </message>
    <message>
        <source>Máy kia chưa cho nối vào. Xin nhờ bật «Cho máy khác trong xã nối vào» trên máy đó rồi bấm lại.</source>
        <translation>The other laptop is closed. Ask to switch on “Let other laptops of the commune connect” there, then press again.</translation>
    </message>
    <message>
        <source>Không tìm ra máy tên này. Xin nhập địa chỉ bằng số, như 192.168.1.20.</source>
        <translation>No laptop of this name was found. Type the address in numbers, such as 192.168.1.20.</translation>
    </message>
    <message>
        <source>Không thấy máy nào trả lời ở địa chỉ này. Xin xem hai máy có cùng mạng và địa chỉ có đúng không.</source>
        <translation>No laptop answers at this address. Check that both are on one network and the address is right.</translation>
    </message>
    <message>
        <source>Đang trao đổi thì mất nối. Phần đã nhận đủ vẫn được giữ. Xin bấm Trao đổi ngay lần nữa.</source>
        <translation>The connection broke off. What came whole is kept. Press Exchange now again.</translation>
    </message>
    <message>
        <source>Chưa mở được cổng 8767 cho máy khác nối vào: chương trình khác đang dùng. Xin khởi động lại máy.</source>
        <translation>Port 8767 could not be opened for other laptops: another program uses it. Restart the laptop.</translation>
    </message>
    <message>
        <source>Trung tâm từ chối nhận. Hồ sơ vẫn lưu an toàn trên máy này; xin gọi người phụ trách máy.</source>
        <translation>The centre refused. The dossiers are safe on this machine; please call the person in charge of it.</translation>
    </message>
    <message>
        <source>Người được ủy quyền phải có văn bản ủy quyền có chứng thực, hoặc là người thân được miễn chứng thực.</source>
        <translation>An authorised person must have a certified authorisation, or be a relative exempt from certification.</translation>
    </message>
    <message>
        <source>Không hoàn tác được nữa: đã có việc làm tiếp sau việc này.</source>
        <translation>This can no longer be undone: something was done after it.</translation>
    </message>
    <message>
        <source>Việc này không còn chọn được như vậy: hồ sơ vừa thay đổi. Xin xem lại rồi quyết định.</source>
        <translation>This can no longer be chosen: the dossier has just changed. Please look again, then decide.</translation>
    </message>
    <message>
        <source>Việc này đã có người quyết định. Xin xem quyết định ở mục Đã quyết định.</source>
        <translation>Somebody has decided this already. Please see the decision under Decided.</translation>
    </message>
    <message>
        <source>Số lượng phải từ 1 trở lên.</source>
        <translation>The number must be 1 or more.</translation>
    </message>
    <message>
        <source>Số phong bì đếm được chưa khớp: chuyến này có {about}. Xin đếm lại từng phong bì.</source>
        <translation>The number of envelopes counted does not match: this run has {about}. Please count each envelope again.</translation>
    </message>
    <message>
        <source>Xin ghi ngày hẹn lại: ngày/tháng/năm.</source>
        <translation>Please enter the new date: day/month/year.</translation>
    </message>
    <message>
        <source>Hồ sơ này đã kết thúc, không sửa được nữa.</source>
        <translation>This dossier is closed and can no longer be changed.</translation>
    </message>
    <message>
        <source>Phong bì này thuộc {about}, không thuộc khu dân cư đang xếp. Xin để lại trên kệ.</source>
        <translation>This envelope belongs to {about}, not to the cluster being packed. Please leave it on the shelf.</translation>
    </message>
    <message>
        <source>Phong bì {about} không có trong bảng kê của chuyến này. Xin để riêng và mang về kệ.</source>
        <translation>Envelope {about} is not on the manifest of this run. Please set it apart and bring it back to the shelf.</translation>
    </message>
    <message>
        <source>Phong bì {about} không ở trạng thái chờ trả nên không xếp được. Xin mở hồ sơ để xem.</source>
        <translation>Envelope {about} is not ready, so it cannot be packed. Please open the dossier to see.</translation>
    </message>
    <message>
        <source>Sai phong bì: đây là phong bì của nhà số thứ tự {about}. Xin cất lại và lấy phong bì của nhà này.</source>
        <translation>Wrong envelope: this one is for home no. {about}. Please put it away and take the envelope of this home.</translation>
    </message>
    <message>
        <source>Phong bì {about} đã xếp vào chuyến này rồi.</source>
        <translation>Envelope {about} is already packed for this run.</translation>
    </message>
    <message>
        <source>Xin quét mã phong bì, hoặc đối chiếu mã rồi bấm Enter.</source>
        <translation>Please scan the envelope code, or compare the code and press Enter.</translation>
    </message>
    <message>
        <source>Sổ trên máy này không có phong bì {about}. Xin kiểm tra lại mã.</source>
        <translation>The notebook on this machine has no envelope {about}. Please check the code.</translation>
    </message>
    <message>
        <source>Không đọc được mã phong bì. Xin quét lại, hoặc gõ mã in trên nhãn (KQ-…).</source>
        <translation>The envelope code could not be read. Please scan again, or type the code printed on the label (KQ-…).</translation>
    </message>
    <message>
        <source>Số tiền không được nhỏ hơn 0.</source>
        <translation>The amount must not be below 0.</translation>
    </message>
    <message>
        <source>Xin ghi căn cứ pháp lý của việc từ chối.</source>
        <translation>Please note the legal ground for the refusal.</translation>
    </message>
    <message>
        <source>Xin ghi giấy tờ tùy thân của người nhận.</source>
        <translation>Please note the receiver&apos;s identity paper.</translation>
    </message>
    <message>
        <source>Quan hệ này không được miễn chứng thực ủy quyền. Xin yêu cầu văn bản ủy quyền có chứng thực.</source>
        <translation>This relation is not exempt from certified authorisation. Please ask for a certified authorisation.</translation>
    </message>
    <message>
        <source>{about} Kết quả này chưa được mang đi.</source>
        <translation>{about} This result may not be taken out yet.</translation>
    </message>
    <message>
        <source>Xin chọn cách ký nhận: ký trên máy hoặc giấy ký nhận.</source>
        <translation>Please choose the way of signing: on the machine or on a slip.</translation>
    </message>
    <message>
        <source>Xin nhập họ, chữ đệm và tên.</source>
        <translation>Please type the full name.</translation>
    </message>
    <message>
        <source>Chưa có bản in nào để hủy.</source>
        <translation>There is no print to void yet.</translation>
    </message>
    <message>
        <source>Việc này không làm được khi hồ sơ đang ở bước hiện tại.</source>
        <translation>This cannot be done at the dossier&apos;s present step.</translation>
    </message>
    <message>
        <source>Kết quả của hồ sơ {about} không có trên kệ.</source>
        <translation>The result of dossier {about} is not on the shelf.</translation>
    </message>
    <message>
        <source>Hồ sơ đã có kết quả nên không đổi thủ tục được. Xin hoàn tác kết quả trước.</source>
        <translation>The dossier has its result, so the procedure cannot be changed. Please undo the result first.</translation>
    </message>
    <message>
        <source>Mã này đã ghi cho hồ sơ {about}. Xin xem lại mã trước khi ghi.</source>
        <translation>This code is already on dossier {about}. Please check the code before writing it down.</translation>
    </message>
    <message>
        <source>Kết quả đang ở chuyến {about} chưa đóng. Xin đóng chuyến trả đó trước.</source>
        <translation>The result is on run {about}, which is still open. Please close that run first.</translation>
    </message>
    <message>
        <source>Không đọc được tệp này. Xin xem ổ đĩa, thẻ nhớ còn cắm không, rồi chọn lại.</source>
        <translation>This file cannot be read. Check the drive or memory card, then choose again.</translation>
    </message>
    <message>
        <source>Không lưu được bản sao ở chỗ đã chọn. Xin chọn thư mục khác, hoặc xem đĩa còn chỗ không.</source>
        <translation>The copy could not be saved there. Choose another folder, or check the free space on the disk.</translation>
    </message>
    <message>
        <source>Chỉ đính kèm được tệp PDF, ảnh JPEG hoặc PNG. Xin chọn tệp khác.</source>
        <translation>Only PDF, JPEG or PNG files can be attached. Please choose another file.</translation>
    </message>
    <message>
        <source>Tệp lớn hơn {about} MB. Xin quét lại với độ phân giải thấp hơn, hoặc tách thành nhiều tệp.</source>
        <translation>The file is larger than {about} MB. Scan it at a lower resolution, or split it into several files.</translation>
    </message>
    <message>
        <source>Hồ sơ này đã có 60 tệp. Xin gộp các trang vào một tệp PDF rồi đính kèm.</source>
        <translation>This dossier already has 60 files. Join the pages into one PDF, then attach it.</translation>
    </message>
    <message>
        <source>Tệp này đã được đính kèm vào hồ sơ rồi.</source>
        <translation>This file is already attached to the dossier.</translation>
    </message>
    <message>
        <source>Chưa có gì thay đổi để lưu.</source>
        <translation>Nothing has changed that could be saved.</translation>
    </message>
    <message>
        <source>Xin ghi đủ các giấy tờ còn thiếu, một lần cho tất cả.</source>
        <translation>Please list all the missing papers, all at once.</translation>
    </message>
    <message>
        <source>Xin chọn người nộp hồ sơ.</source>
        <translation>Please choose who submits the dossier.</translation>
    </message>
    <message>
        <source>Xin chọn thủ tục hành chính.</source>
        <translation>Please choose the procedure.</translation>
    </message>
    <message>
        <source>Xin ghi lý do.</source>
        <translation>Please note the reason.</translation>
    </message>
    <message>
        <source>Theo quy định, người này không được nhận kết quả: {about}. Xin mang về và hẹn đúng người nhận.</source>
        <translation>By regulation, this person may not receive the result: {about}. Please bring it back and make a new date with the right receiver.</translation>
    </message>
    <message>
        <source>Xin ghi tên người nhận kết quả.</source>
        <translation>Please note the name of the receiver.</translation>
    </message>
    <message>
        <source>Xin chọn quan hệ của người nhận với chủ hồ sơ.</source>
        <translation>Please choose how the receiver is related to the owner.</translation>
    </message>
    <message>
        <source>Hồ sơ này chưa có kết quả.</source>
        <translation>This dossier has no result yet.</translation>
    </message>
    <message>
        <source>Xin nhập số của kết quả.</source>
        <translation>Please type the number of the result.</translation>
    </message>
    <message>
        <source>Chuyến này đã đóng.</source>
        <translation>This run is closed.</translation>
    </message>
    <message>
        <source>Xin chọn ít nhất một kết quả cho chuyến.</source>
        <translation>Please choose at least one result for the run.</translation>
    </message>
    <message>
        <source>Máy này chưa có đủ hồ sơ của chuyến {about}. Xin đồng bộ rồi thử lại, hoặc đóng chuyến ở máy đã lập chuyến.</source>
        <translation>This machine does not have every dossier of run {about} yet. Please sync and try again, or close the run at the machine that made it.</translation>
    </message>
    <message>
        <source>Chuyến {about} chưa khớp: số đã lấy phải bằng số đã trao, mang về, gửi bưu chính và thất lạc. Xin ghi đủ từng hồ sơ.</source>
        <translation>Run {about} does not add up: taken must equal handed over, brought back, sent by post and lost. Please note each dossier.</translation>
    </message>
    <message>
        <source>Kết quả này phải trao cho cả hai bên. Xin ghi tên và 4 số cuối giấy tờ của người thứ hai.</source>
        <translation>This result must be handed to both parties. Please note the second person&apos;s name and the last 4 digits of their paper.</translation>
    </message>
    <message>
        <source>Hồ sơ này đã yêu cầu bổ sung một lần. Yêu cầu lần nữa bị tính là chậm: xin ghi rõ lý do.</source>
        <translation>A supplement was asked for once on this dossier. Another request counts as late: please note the reason clearly.</translation>
    </message>
    <message>
        <source>Xin ghi ngăn kệ.</source>
        <translation>Please note the place on the shelf.</translation>
    </message>
    <message>
        <source>Chưa có chữ ký của người nhận.</source>
        <translation>The receiver&apos;s signature is missing.</translation>
    </message>
    <message>
        <source>Xin ghi người ký kết quả.</source>
        <translation>Please note who signed the result.</translation>
    </message>
    <message>
        <source>Xin ghi số giấy hẹn đã ký nhận.</source>
        <translation>Please note the number of the signed slip.</translation>
    </message>
    <message>
        <source>Vẫn còn giấy tờ bắt buộc chưa có. Xin đánh dấu đủ rồi lưu.</source>
        <translation>Required papers are still missing. Please tick them all, then save.</translation>
    </message>
    <message>
        <source>Nhiều quá cho một chuyến: xin chia thành chuyến dưới {about}.</source>
        <translation>Too many for one run: please split into runs of fewer than {about}.</translation>
    </message>
    <message>
        <source>Xin ghi số hiệu bưu gửi (chữ và số, ít nhất 6 ký tự).</source>
        <translation>Please note the tracking number (letters and digits, at least 6 characters).</translation>
    </message>
    <message>
        <source>Nội dung nhập quá dài. Xin viết ngắn lại.</source>
        <translation>What was typed is too long. Please shorten it.</translation>
    </message>
    <message>
        <source>Chương trình gặp lỗi ngoài dự kiến. Những gì đã báo «Đã lưu» vẫn an toàn. Xin đóng chương trình và mở lại.</source>
        <translation>The program met an unexpected fault. What was reported as «Saved» is safe. Please close the program and open it again.</translation>
    </message>
</context>
<context>
    <name>receiving</name>
    <message>
        <source>xem giấy tờ tùy thân</source>
        <translation>check the identity paper</translation>
    </message>
    <message>
        <source>xem giấy hẹn</source>
        <translation>check the slip</translation>
    </message>
    <message>
        <source>người nhận ký sổ hộ tịch</source>
        <translation>the receiver signs the civil status register</translation>
    </message>
    <message>
        <source>người nhận đọc lại, hoặc được đọc cho nghe</source>
        <translation>the receiver reads it through, or has it read out</translation>
    </message>
    <message>
        <source>cả hai bên có mặt</source>
        <translation>both parties present</translation>
    </message>
    <message>
        <source>thu lại giấy tờ cũ</source>
        <translation>take back the old papers</translation>
    </message>
    <message>
        <source>ủy quyền phải có chứng thực</source>
        <translation>authorisation must be certified</translation>
    </message>
    <message>
        <source>mang theo sổ hộ tịch</source>
        <translation>take along the civil status register</translation>
    </message>
    <message>
        <source>Ủy quyền có chứng thực</source>
        <translation>Certified authorisation</translation>
    </message>
    <message>
        <source>Người thân, miễn chứng thực</source>
        <translation>Relative, exempt from certification</translation>
    </message>
    <message>
        <source>Vắng mặt</source>
        <translation>Absent</translation>
    </message>
    <message>
        <source>Để lại phiếu báo vắng, không để lại giấy tờ. Kết quả được mang về kệ, hẹn lần sau.</source>
        <translation>Leave an absence note, never the papers. The result goes back to the shelf for a new date.</translation>
    </message>
    <message>
        <source>Ghi chú (nếu có)</source>
        <translation>Note (if any)</translation>
    </message>
    <message>
        <source>Ghi vắng mặt</source>
        <translation>Record absence</translation>
    </message>
    <message>
        <source>Từ chối nhận</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>Ghi đúng lời người dân. Không tranh luận; kết quả được mang về kệ.</source>
        <translation>Write down the citizen&apos;s own words. Do not argue; the result goes back to the shelf.</translation>
    </message>
    <message>
        <source>Lý do từ chối nhận</source>
        <translation>Reason for refusing</translation>
    </message>
    <message>
        <source>Ghi từ chối nhận</source>
        <translation>Record refusal</translation>
    </message>
    <message>
        <source>Sai thông tin</source>
        <translation>Wrong</translation>
    </message>
    <message>
        <source>Dừng lại, không trao. Xin lỗi người dân và giữ phong bì: kết quả về kệ, công chức chuyên môn sửa rồi trả lại.</source>
        <translation>Stop, do not hand over. Apologise and keep the envelope: the result goes back to the shelf, the specialist corrects it, then it is returned.</translation>
    </message>
    <message>
        <source>Sai ở đâu, đúng phải là gì</source>
        <translation>What is wrong, and what is right</translation>
    </message>
    <message>
        <source>Ghi sai thông tin</source>
        <translation>Record wrong content</translation>
    </message>
    <message>
        <source>Hẹn lại</source>
        <translation>New date</translation>
    </message>
    <message>
        <source>Thống nhất ngày khác với người dân. Kết quả được mang về kệ đến ngày đó.</source>
        <translation>Agree another date with the citizen. The result goes back to the shelf until that day.</translation>
    </message>
    <message>
        <source>Ngày hẹn lại (ngày/tháng/năm)</source>
        <translation>New date (day/month/year)</translation>
    </message>
    <message>
        <source>Ghi hẹn lại</source>
        <translation>Record new date</translation>
    </message>
    <message>
        <source>Gửi bưu chính</source>
        <translation>Sent by post</translation>
    </message>
    <message>
        <source>Giao phong bì cho bưu chính công ích, lấy biên nhận. Có số hiệu bưu gửi mới tính là đã trả.</source>
        <translation>Give the envelope to the public post and take the receipt. It counts as returned only with a tracking number.</translation>
    </message>
    <message>
        <source>Số hiệu bưu gửi</source>
        <translation>Tracking number</translation>
    </message>
    <message>
        <source>Ghi gửi bưu chính</source>
        <translation>Record posting</translation>
    </message>
    <message>
        <source>Thất lạc</source>
        <translation>Lost</translation>
    </message>
    <message>
        <source>Tìm lại trong túi và trên đường về trước. Ghi rõ thấy lần cuối ở đâu, lúc nào; báo lãnh đạo ngay.</source>
        <translation>First search the bag and the way back. Note where and when it was last seen; report to your leader at once.</translation>
    </message>
    <message>
        <source>Báo cáo thất lạc</source>
        <translation>Loss report</translation>
    </message>
    <message>
        <source>Báo thất lạc</source>
        <translation>Report loss</translation>
    </message>
</context>
<context>
    <name>saved</name>
    <message>
        <source>Đã lưu trên máy</source>
        <translation>Saved on this machine</translation>
    </message>
    <message>
        <source>Đã lưu thay đổi trên máy</source>
        <translation>Changes saved on this machine</translation>
    </message>
    <message>
        <source>Đã lưu trên máy: yêu cầu bổ sung, chưa tiếp nhận</source>
        <translation>Saved on this machine: supplement asked for, not accepted yet</translation>
    </message>
    <message>
        <source>Đã lưu trên máy: từ chối tiếp nhận</source>
        <translation>Saved on this machine: refused</translation>
    </message>
    <message>
        <source>In giấy hẹn</source>
        <translation>Print slip</translation>
    </message>
    <message>
        <source>In phiếu yêu cầu bổ sung</source>
        <translation>Print supplement request</translation>
    </message>
    <message>
        <source>In phiếu từ chối</source>
        <translation>Print refusal</translation>
    </message>
</context>
<context>
    <name>stuck</name>
    <message>
        <source>Thử lại</source>
        <translation>Retry</translation>
    </message>
    <message>
        <source>Không ghi việc này</source>
        <translation>Do not record this act</translation>
    </message>
    <message>
        <source>Ghi dù thiếu hồ sơ gốc</source>
        <translation>Record without original</translation>
    </message>
    <message>
        <source>Việc này sẽ không vào sổ chung; nội dung vẫn được giữ mãi. Xin ghi lý do để xác nhận.</source>
        <translation>This act will not enter the common notebook; it is kept for ever. Note the reason to confirm.</translation>
    </message>
    <message>
        <source>Sổ chung sẽ có một hồ sơ chỉ gồm phần ghi ở việc này. Xin ghi lý do để xác nhận.</source>
        <translation>The common notebook will hold a dossier of this act alone. Note the reason to confirm.</translation>
    </message>
</context>
<context>
    <name>sync</name>
    <message>
        <source>Đã lưu trên máy này, chờ lần đồng bộ tới.</source>
        <translation>Saved on this machine, waiting for the next sync.</translation>
    </message>
    <message>
        <source>Đã đóng gói gửi đi, chưa có biên nhận của hệ thống.</source>
        <translation>Packed and sent; no receipt from the system yet.</translation>
    </message>
    <message>
        <source>Hệ thống đã cất giữ, đang chờ ghi vào sổ chung.</source>
        <translation>Stored by the system, waiting to be written to the common notebook.</translation>
    </message>
    <message>
        <source>Đã vào sổ chung của hệ thống.</source>
        <translation>In the system&apos;s common notebook.</translation>
    </message>
    <message>
        <source>Có người đã quyết định không ghi việc này; nội dung vẫn được giữ mãi.</source>
        <translation>Somebody decided not to record this act; its content is kept for ever.</translation>
    </message>
    <message>
        <source>Do máy khác của xã làm, đọc trực tiếp từ máy đó; trung tâm chưa xác nhận.</source>
        <translation>Done on another machine of the commune, read from it; the centre has not confirmed.</translation>
    </message>
    <message>
        <source>Đã vào sổ chung và có trong bản sao lưu của hệ thống.</source>
        <translation>In the common notebook and in the system&apos;s backup.</translation>
    </message>
    <message>
        <source>Chờ việc trước của hồ sơ này tới trung tâm.</source>
        <translation>Waiting for an earlier act of this dossier.</translation>
    </message>
    <message>
        <source>máy đó đã bị thu hồi quyền gửi</source>
        <translation>that machine may not send any more</translation>
    </message>
    <message>
        <source>máy đó đăng ký cho xã khác</source>
        <translation>that machine belongs to another commune</translation>
    </message>
    <message>
        <source>đó là dữ liệu mẫu</source>
        <translation>it is sample data</translation>
    </message>
    <message>
        <source>trung tâm này chỉ nhận dữ liệu mẫu</source>
        <translation>this centre takes sample data only</translation>
    </message>
    <message>
        <source>gói việc quá lớn</source>
        <translation>the package of work is too large</translation>
    </message>
    <message>
        <source>gói việc niêm phong bằng khóa không còn dùng</source>
        <translation>the package was sealed to a key that is no longer used</translation>
    </message>
    <message>
        <source>gói việc không còn nguyên vẹn</source>
        <translation>the package of work is damaged</translation>
    </message>
    <message>
        <source>Trung tâm không nhận việc của máy {machine}: {why}. Máy này vẫn giữ, không gửi nữa; xin báo người quản trị.</source>
        <translation>The centre does not take the work of machine {machine}: {why}. This machine keeps it and sends it no more; please tell the administrator.</translation>
    </message>
    <message>
        <source>{n} tệp chờ gửi, {size}</source>
        <translation>Files to send: {n}, {size}</translation>
    </message>
    <message>
        <source>{n} tệp chờ tải về, {size}</source>
        <translation>Files to download: {n}, {size}</translation>
    </message>
    <message>
        <source>{n} tệp chưa chuyển được</source>
        <translation>Files not transferred: {n}</translation>
    </message>
    <message>
        <source>Đang liên lạc với hệ thống…</source>
        <translation>Contacting the system…</translation>
    </message>
    <message>
        <source>Việc đã gửi xong. Đang gửi, nhận tệp đính kèm…</source>
        <translation>All acts sent. Sending and receiving attachments…</translation>
    </message>
    <message>
        <source>Đang nhận từ hệ thống…</source>
        <translation>Receiving from the system…</translation>
    </message>
    <message>
        <source>Đang nhận {done} trên {total}</source>
        <translation>Receiving {done} of {total}</translation>
    </message>
    <message>
        <source>Đang gửi {done} trên {total} · gói {at}/{of} · còn {n} việc</source>
        <translation>Sending {done} of {total} · package {at}/{of} · acts left: {n}</translation>
    </message>
    <message>
        <source>Đang gửi {done} trên {total} · còn {n} việc</source>
        <translation>Sending {done} of {total} · acts left: {n}</translation>
    </message>
</context>
<context>
    <name>troubles</name>
    <message>
        <source>Hồ sơ vẫn lưu an toàn trên máy này.</source>
        <translation>The dossiers are safe on this machine.</translation>
    </message>
    <message>
        <source>Xin gọi người phụ trách máy và đọc mã lỗi ở dưới.</source>
        <translation>Call the person in charge; read out the code below.</translation>
    </message>
    <message>
        <source>Xin xem lại dây mạng, Wi-Fi rồi bấm Đồng bộ ngay; hoặc bấm Xuất ra USB để mang đi gửi.</source>
        <translation>Check the network cable and Wi-Fi, then press Sync now; or press Export to USB to carry it.</translation>
    </message>
    <message>
        <source>Xin ông/bà cứ làm việc bình thường; máy tự gửi khi có mạng.</source>
        <translation>Go on working as usual; it is sent once there is a network.</translation>
    </message>
    <message>
        <source>Xin cứ làm việc bình thường; máy tự thử lại.</source>
        <translation>Go on working as usual; it retries by itself.</translation>
    </message>
    <message>
        <source>Vẫn làm việc được trên máy này. Xin báo người phụ trách trong hôm nay.</source>
        <translation>You can go on working here. Tell the person in charge today.</translation>
    </message>
    <message>
        <source>Xin đừng cài lại máy. Xin báo người phụ trách ngay.</source>
        <translation>Do not install anew. Tell the person in charge now.</translation>
    </message>
    <message>
        <source>Xin bấm Đồng bộ ngay một lần nữa; nếu lặp lại, gọi người phụ trách máy.</source>
        <translation>Press Sync now once more; if it recurs, call the person in charge.</translation>
    </message>
    <message>
        <source>Không có gì được gửi đi.</source>
        <translation>Nothing was sent.</translation>
    </message>
    <message>
        <source>Không mất gì.</source>
        <translation>Nothing is lost.</translation>
    </message>
    <message>
        <source>Mạng của cơ quan hoặc đường truyền đang gián đoạn.</source>
        <translation>The office network or the line is interrupted.</translation>
    </message>
    <message>
        <source>Máy này vừa được phục hồi hoặc sao chép từ một bản cũ.</source>
        <translation>This machine was just restored or copied from an old version.</translation>
    </message>
    <message>
        <source>Xin bấm Đồng bộ ngay: máy đối chiếu với trung tâm và gửi lại phần còn thiếu.</source>
        <translation>Press Sync now: the machine compares with the centre and sends what is missing.</translation>
    </message>
    <message>
        <source>Gói gửi bị ngắt hoặc bị đổi trên đường truyền.</source>
        <translation>The package was cut short or changed on the way.</translation>
    </message>
    <message>
        <source>Chưa đồng bộ được.</source>
        <translation>Not synced yet.</translation>
    </message>
    <message>
        <source>Trung tâm báo một lỗi mà bản chương trình này chưa biết.</source>
        <translation>The centre reports an error this version does not know.</translation>
    </message>
    <message>
        <source>Chưa đồng bộ được vì chưa liên lạc được với trung tâm.</source>
        <translation>Not synced yet: the centre could not be reached.</translation>
    </message>
    <message>
        <source>Chưa đồng bộ được vì mạng không tìm ra địa chỉ của trung tâm.</source>
        <translation>Not synced yet: the network cannot find the centre&apos;s address.</translation>
    </message>
    <message>
        <source>Máy chưa nối mạng, hoặc máy chủ tên miền (DNS) không trả lời.</source>
        <translation>No network on this machine, or the name server (DNS) is silent.</translation>
    </message>
    <message>
        <source>Chưa đồng bộ được vì máy chưa có đường ra mạng.</source>
        <translation>Not synced yet: no way out to the network.</translation>
    </message>
    <message>
        <source>Wi-Fi tắt, dây mạng lỏng, hoặc modem đang tắt.</source>
        <translation>Wi-Fi is off, a cable is loose, or the modem is off.</translation>
    </message>
    <message>
        <source>Chưa đồng bộ được vì chờ lâu không thấy trả lời.</source>
        <translation>Not synced yet: no answer came for a long time.</translation>
    </message>
    <message>
        <source>Mạng đang rất yếu hoặc chập chờn. Phần đã gửi không phải gửi lại.</source>
        <translation>The network is very weak or unsteady. What was sent stays sent.</translation>
    </message>
    <message>
        <source>Chưa đồng bộ được vì máy chủ trung chuyển (proxy) của mạng không cho qua.</source>
        <translation>Not synced yet: the network&apos;s proxy does not let it through.</translation>
    </message>
    <message>
        <source>Cài đặt proxy trên máy sai, hoặc proxy cần tên và mật khẩu.</source>
        <translation>The proxy is set wrongly, or it needs a name and password.</translation>
    </message>
    <message>
        <source>Xin gọi người phụ trách mạng xem cài đặt proxy; hoặc bấm Xuất ra USB.</source>
        <translation>Ask whoever runs the network to check the proxy; or press Export to USB.</translation>
    </message>
    <message>
        <source>Chưa đồng bộ được vì mạng Wi-Fi này đang đòi đăng nhập.</source>
        <translation>Not synced yet: this Wi-Fi network asks for a login.</translation>
    </message>
    <message>
        <source>Trang đăng nhập của Wi-Fi trả lời thay cho trung tâm.</source>
        <translation>The Wi-Fi login page answers in place of the centre.</translation>
    </message>
    <message>
        <source>Xin mở trình duyệt, đăng nhập Wi-Fi rồi bấm Đồng bộ ngay.</source>
        <translation>Open the browser, log in to the Wi-Fi, then press Sync now.</translation>
    </message>
    <message>
        <source>Chưa đồng bộ được: nơi trả lời không phải trung tâm.</source>
        <translation>Not synced yet: what answered is not the centre.</translation>
    </message>
    <message>
        <source>Có thể là trang đăng nhập Wi-Fi, hoặc có máy khác chen vào giữa đường.</source>
        <translation>It may be a Wi-Fi login page, or another machine cutting in on the way.</translation>
    </message>
    <message>
        <source>Xin đăng nhập mạng hoặc đổi sang mạng khác rồi bấm Đồng bộ ngay.</source>
        <translation>Log in to the network or change to another, then press Sync now.</translation>
    </message>
    <message>
        <source>Chứng thư của trung tâm khác lần trước. Nội dung gửi đi vẫn được niêm kín.</source>
        <translation>The centre&apos;s certificate differs from last time. What is sent stays sealed.</translation>
    </message>
    <message>
        <source>Trung tâm thay chứng thư, hoặc có máy khác đứng giữa đường truyền.</source>
        <translation>The centre changed its certificate, or another machine stands in between.</translation>
    </message>
    <message>
        <source>Vẫn đồng bộ được. Xin hỏi người phụ trách xem trung tâm có vừa thay không.</source>
        <translation>Sync still works. Ask the person in charge if the centre changed it.</translation>
    </message>
    <message>
        <source>Xin cứ làm việc; trung tâm đã được báo về thay đổi này.</source>
        <translation>Go on working; the centre has been told of this change.</translation>
    </message>
    <message>
        <source>Chưa đồng bộ được vì địa chỉ trung tâm ghi trên máy không đúng.</source>
        <translation>Not synced yet: the centre&apos;s address on this machine is wrong.</translation>
    </message>
    <message>
        <source>Trung tâm đổi địa chỉ, hoặc máy dùng nhầm tệp cài đặt.</source>
        <translation>The centre moved, or the wrong set-up file was used.</translation>
    </message>
    <message>
        <source>Chưa đồng bộ được vì không kiểm được chứng thư của trung tâm.</source>
        <translation>Not synced yet: the centre&apos;s certificate could not be checked.</translation>
    </message>
    <message>
        <source>Chứng thư sai hoặc hết hạn, hoặc có máy khác đứng giữa đường truyền.</source>
        <translation>The certificate is wrong or expired, or another machine stands in between.</translation>
    </message>
    <message>
        <source>Xin đổi sang mạng khác rồi bấm Đồng bộ ngay; nếu lặp lại, gọi người phụ trách.</source>
        <translation>Try another network, then press Sync now; if it recurs, call the person in charge.</translation>
    </message>
    <message>
        <source>Đang gửi thì mất mạng giữa chừng. Lần sau gửi tiếp từ chỗ dừng.</source>
        <translation>The network broke off while sending. The next sync goes on from there.</translation>
    </message>
    <message>
        <source>Mạng yếu hoặc chập chờn.</source>
        <translation>Weak or unsteady network.</translation>
    </message>
    <message>
        <source>Trung tâm chưa biết máy này nên chưa nhận.</source>
        <translation>Not taken: the centre does not know this machine.</translation>
    </message>
    <message>
        <source>Máy chưa đăng ký, hoặc đăng ký đã bị xóa ở trung tâm.</source>
        <translation>The machine is not enrolled, or no longer at the centre.</translation>
    </message>
    <message>
        <source>Xin người phụ trách cấp tệp cài đặt mới để đăng ký máy.</source>
        <translation>Ask the person in charge for a new set-up file to enrol.</translation>
    </message>
    <message>
        <source>Máy này đã bị thu hồi quyền gửi.</source>
        <translation>This machine may no longer send.</translation>
    </message>
    <message>
        <source>Máy từng được báo mất, hoặc đã bàn giao cho nơi khác.</source>
        <translation>It was reported lost, or handed to another place.</translation>
    </message>
    <message>
        <source>Xin làm việc ở máy khác và gọi người phụ trách ngay.</source>
        <translation>Use another machine; call the person in charge now.</translation>
    </message>
    <message>
        <source>Mã đăng ký máy không dùng được nữa.</source>
        <translation>The enrolment code can no longer be used.</translation>
    </message>
    <message>
        <source>Mã đã dùng một lần, đã hết hạn, hoặc không phải của trung tâm này.</source>
        <translation>The code was used once already, has expired, or is not this centre&apos;s.</translation>
    </message>
    <message>
        <source>Xin người phụ trách cấp mã đăng ký mới.</source>
        <translation>Ask the person in charge for a new code.</translation>
    </message>
    <message>
        <source>Trung tâm không nhận vì máy này đăng ký cho xã khác.</source>
        <translation>Refused: this machine is enrolled for another commune.</translation>
    </message>
    <message>
        <source>Máy được chuyển đến mà chưa đăng ký lại.</source>
        <translation>The machine was moved and not enrolled again.</translation>
    </message>
    <message>
        <source>Đây là dữ liệu mẫu, không được gửi lên hệ thống thật.</source>
        <translation>This is sample data; it must not be sent to the real system.</translation>
    </message>
    <message>
        <source>Máy đang mở xã mẫu nhưng địa chỉ ghi trên máy là của hệ thống thật.</source>
        <translation>The sample commune is open, but the address is the real system&apos;s.</translation>
    </message>
    <message>
        <source>Xin mở sổ thật để làm việc thật; dữ liệu mẫu chỉ để tập.</source>
        <translation>Use the real notebook for real work; samples are for practice.</translation>
    </message>
    <message>
        <source>Xin cứ tập trên máy này; không cần đồng bộ.</source>
        <translation>Go on practising here; no sync is needed.</translation>
    </message>
    <message>
        <source>Hồ sơ thật không được gửi lên hệ thống tập huấn. Chưa gửi gì đi.</source>
        <translation>Real dossiers must not be sent to the training system. Nothing was sent.</translation>
    </message>
    <message>
        <source>Địa chỉ ghi trên máy là của hệ thống tập huấn.</source>
        <translation>The address on this machine is the training system&apos;s.</translation>
    </message>
    <message>
        <source>Chương trình trên máy đã cũ nên trung tâm chưa nhận.</source>
        <translation>Not taken: the program on this machine is too old.</translation>
    </message>
    <message>
        <source>Trung tâm đã sang phiên bản mới.</source>
        <translation>The centre has a new version.</translation>
    </message>
    <message>
        <source>Xin cập nhật chương trình rồi bấm Đồng bộ ngay.</source>
        <translation>Update the program, then press Sync now.</translation>
    </message>
    <message>
        <source>Vẫn làm việc được trên máy này. Xin cập nhật khi rảnh.</source>
        <translation>You can go on working here. Update when there is time.</translation>
    </message>
    <message>
        <source>Trung tâm và máy này khác phiên bản nên chưa hiểu nhau.</source>
        <translation>The centre and this machine have different versions.</translation>
    </message>
    <message>
        <source>Một trong hai bên chưa cập nhật.</source>
        <translation>One of the two has not been updated.</translation>
    </message>
    <message>
        <source>Xin cập nhật chương trình; nếu máy đã mới, gọi người phụ trách máy.</source>
        <translation>Update the program; if it is new already, call the person in charge.</translation>
    </message>
    <message>
        <source>Trung tâm đã đổi khóa nên không mở được gói vừa gửi.</source>
        <translation>The centre changed its key and cannot open the package.</translation>
    </message>
    <message>
        <source>Máy còn giữ khóa cũ của trung tâm.</source>
        <translation>This machine has the centre&apos;s old key.</translation>
    </message>
    <message>
        <source>Xin người phụ trách cấp tệp cài đặt mới của trung tâm.</source>
        <translation>Ask the person in charge for the centre&apos;s new set-up file.</translation>
    </message>
    <message>
        <source>Chưa đồng bộ được vì đồng hồ máy này sai.</source>
        <translation>Not synced yet: the clock is wrong.</translation>
    </message>
    <message>
        <source>Ngày giờ của máy lệch nên không kiểm được chứng thư của trung tâm.</source>
        <translation>The date or time is off, so the centre&apos;s certificate could not be checked.</translation>
    </message>
    <message>
        <source>Xin chỉnh lại ngày giờ của máy rồi bấm Đồng bộ ngay.</source>
        <translation>Correct the date and time, then press Sync now.</translation>
    </message>
    <message>
        <source>Xin chỉnh giờ trước khi in giấy hẹn; những việc đã lưu không đổi.</source>
        <translation>Correct the time before printing slips; what is saved stays as is.</translation>
    </message>
    <message>
        <source>Trung tâm thấy hai sổ gửi khác nhau của máy này nên tạm dừng nhận.</source>
        <translation>The centre sees two sending logs of this machine, so it has paused.</translation>
    </message>
    <message>
        <source>Trung tâm có những việc mà máy này không còn nhớ đã gửi.</source>
        <translation>The centre has acts this machine does not remember sending.</translation>
    </message>
    <message>
        <source>Sổ gửi cũ của máy này đã bị khóa ở trung tâm.</source>
        <translation>The centre locked this machine&apos;s old sending log.</translation>
    </message>
    <message>
        <source>Trung tâm vừa được phục hồi từ bản sao lưu.</source>
        <translation>The centre was just restored from a backup.</translation>
    </message>
    <message>
        <source>Một phần việc đã gửi có thể chưa có trong bản sao lưu; máy này vẫn còn giữ.</source>
        <translation>Some acts already sent may be missing from the backup; this machine still has them.</translation>
    </message>
    <message>
        <source>Trung tâm thiếu những việc mà máy này đã gửi.</source>
        <translation>The centre lacks acts that this machine has sent.</translation>
    </message>
    <message>
        <source>Trung tâm vừa được phục hồi từ bản sao lưu cũ hơn.</source>
        <translation>The centre was just restored from an older backup.</translation>
    </message>
    <message>
        <source>Hai sổ chưa khớp nhau.</source>
        <translation>The two notebooks differ.</translation>
    </message>
    <message>
        <source>Máy này thiếu hoặc còn bản cũ của vài hồ sơ.</source>
        <translation>This machine lacks some dossiers or has old ones.</translation>
    </message>
    <message>
        <source>Xin bấm Đồng bộ ngay: máy đọc lại phần khác nhau.</source>
        <translation>Press Sync now: what differs is read again.</translation>
    </message>
    <message>
        <source>Trung tâm còn thiếu một gói gửi trước đó.</source>
        <translation>The centre still lacks an earlier package.</translation>
    </message>
    <message>
        <source>Một gói đi trước chưa tới, có thể đang nằm trong USB.</source>
        <translation>An earlier package has not arrived; it may be on a USB stick.</translation>
    </message>
    <message>
        <source>Gói gửi không tới nguyên vẹn nên trung tâm không nhận.</source>
        <translation>The package did not arrive intact and was not taken.</translation>
    </message>
    <message>
        <source>Trung tâm coi lần hỏi vừa rồi là lần hỏi cũ lặp lại.</source>
        <translation>The centre takes the last request for an old one repeated.</translation>
    </message>
    <message>
        <source>Gói gửi quá lớn nên trung tâm không nhận.</source>
        <translation>The package is too large and was not taken.</translation>
    </message>
    <message>
        <source>Mạng hoặc trung tâm giới hạn cỡ của một gói.</source>
        <translation>The network or the centre limits package size.</translation>
    </message>
    <message>
        <source>Xin bấm Đồng bộ ngay: lần sau máy chia gói nhỏ hơn.</source>
        <translation>Press Sync now: the next packages are smaller.</translation>
    </message>
    <message>
        <source>Trung tâm đang bận hoặc đang khởi động.</source>
        <translation>The centre is busy or starting up.</translation>
    </message>
    <message>
        <source>Trung tâm đang bảo trì, thường chỉ vài phút.</source>
        <translation>Maintenance, mostly for a few minutes only.</translation>
    </message>
    <message>
        <source>Xin chờ ít phút rồi bấm Đồng bộ ngay.</source>
        <translation>Wait a little, then press Sync now.</translation>
    </message>
    <message>
        <source>Tới được nơi đặt trung tâm nhưng trung tâm không chạy.</source>
        <translation>The centre&apos;s site was reached, but the centre is not running.</translation>
    </message>
    <message>
        <source>Máy chủ của trung tâm đang hỏng hoặc đang tắt.</source>
        <translation>The centre&apos;s server is broken or switched off.</translation>
    </message>
    <message>
        <source>Xin gọi trung tâm hỏi giờ chạy lại; cần gửi gấp thì bấm Xuất ra USB.</source>
        <translation>Ask the centre when it will run again; if urgent, press Export to USB.</translation>
    </message>
    <message>
        <source>Trung tâm xin chờ một lát vì có quá nhiều lần hỏi.</source>
        <translation>The centre asks you to wait: too many requests.</translation>
    </message>
    <message>
        <source>Nhiều máy đồng bộ cùng lúc, hoặc máy này hỏi quá dày.</source>
        <translation>Many machines sync at once, or this machine asks too often.</translation>
    </message>
    <message>
        <source>Xin chờ ít phút; bấm nhiều lần không nhanh hơn.</source>
        <translation>Wait a few minutes; pressing again is no faster.</translation>
    </message>
    <message>
        <source>Trung tâm hết chỗ cho tệp đính kèm của xã. Nội dung hồ sơ vẫn gửi được.</source>
        <translation>The centre has no space for the commune&apos;s attachments. Dossiers still go.</translation>
    </message>
    <message>
        <source>Tệp quét, tệp ảnh của xã đã dùng hết phần được cấp.</source>
        <translation>The commune&apos;s scans and pictures have used up its share.</translation>
    </message>
    <message>
        <source>Xin gọi người phụ trách trung tâm cấp thêm chỗ; tệp gốc giữ trên máy này.</source>
        <translation>Ask the centre for more space; the original files stay on this machine.</translation>
    </message>
    <message>
        <source>Xin cứ làm việc; tệp chờ trên máy cho đến khi có chỗ.</source>
        <translation>Go on working; the files wait here until there is space.</translation>
    </message>
    <message>
        <source>Trung tâm chưa có tệp đính kèm vừa hỏi. Nội dung hồ sơ vẫn đủ.</source>
        <translation>The centre lacks this attachment. The dossier itself is complete.</translation>
    </message>
    <message>
        <source>Máy đã quét tệp đó chưa gửi tệp lên.</source>
        <translation>The scanning machine has not sent it.</translation>
    </message>
    <message>
        <source>Xin nhờ máy đã quét đồng bộ, hoặc xem giấy tờ gốc trên kệ.</source>
        <translation>Have the scanning machine sync, or see the paper on the shelf.</translation>
    </message>
    <message>
        <source>Chưa tải được tệp đính kèm vì đĩa của máy này sắp đầy.</source>
        <translation>Attachment not downloaded: the disk is almost full.</translation>
    </message>
    <message>
        <source>Máy luôn chừa một phần đĩa để ghi hồ sơ; tệp tải về không được dùng phần đó.</source>
        <translation>The machine keeps part of the disk free for dossiers; downloads may not use it.</translation>
    </message>
    <message>
        <source>Xin xóa bớt tệp không cần trên đĩa rồi bấm Đồng bộ ngay.</source>
        <translation>Delete files you do not need, then press Sync now.</translation>
    </message>
    <message>
        <source>Xin cứ làm việc; hồ sơ vẫn ghi và gửi được, tệp tự tải khi đĩa có chỗ.</source>
        <translation>Go on working; dossiers are saved and sent, files come once there is space.</translation>
    </message>
    <message>
        <source>Có tệp đính kèm không chuyển được vì nội dung tệp bị hỏng.</source>
        <translation>An attachment could not be transferred: its content is damaged.</translation>
    </message>
    <message>
        <source>Tệp không còn khớp với dấu kiểm ghi trong hồ sơ.</source>
        <translation>The file no longer matches the checksum in the dossier.</translation>
    </message>
    <message>
        <source>Xin mở hồ sơ, đính kèm lại bản gốc; rồi báo người phụ trách máy.</source>
        <translation>Open the dossier, attach the original again; tell the person in charge.</translation>
    </message>
    <message>
        <source>Xin cứ làm việc; các tệp khác vẫn chuyển bình thường.</source>
        <translation>Go on working; other files are transferred as usual.</translation>
    </message>
    <message>
        <source>Đang đồng bộ rồi.</source>
        <translation>Already syncing.</translation>
    </message>
    <message>
        <source>Lần đồng bộ trước chưa xong.</source>
        <translation>The last sync has not finished.</translation>
    </message>
    <message>
        <source>Xin chờ lần này xong.</source>
        <translation>Wait for it to finish.</translation>
    </message>
    <message>
        <source>Đồng bộ đang tạm dừng.</source>
        <translation>Sync is paused.</translation>
    </message>
    <message>
        <source>Có người đã bấm Tạm dừng đồng bộ trên máy này.</source>
        <translation>Somebody pressed Pause sync on this machine.</translation>
    </message>
    <message>
        <source>Xin bấm Tiếp tục đồng bộ.</source>
        <translation>Press Resume sync.</translation>
    </message>
    <message>
        <source>Xin cứ làm việc; mọi việc chờ trên máy cho đến khi ông/bà tiếp tục.</source>
        <translation>Go on working; all acts wait on this machine until you resume.</translation>
    </message>
</context>
</TS>
